import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type Caller,
  type GivenPerson,
  type GivenWorkspace,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const FRIEND = 'https://dashboard.example.test';
const ITEM = { title: 'Conversion fell', type: 'metric_anomaly' };

describe('a browser', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let signedIn: Caller;

  beforeAll(async () => {
    product = await startSpecProduct({ config: { corsOrigins: [FRIEND] } });
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    signedIn = await product.given.session(lead);
  });
  afterAll(() => product.stop());

  it.each(['/api/v1/health', '/api/v1/nowhere', '/setup', '/api/v1/me'])(
    'is told on %s to sniff, frame, refer and run nothing',
    async (path) => {
      const { headers } = await product.stranger.get(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('keeps no answer that one person alone may see', async () => {
    expect((await signedIn.get('/api/v1/me')).headers.get('cache-control')).toBe('no-store');
  });

  it.each(['/setup', '/join', '/reset'])(
    'runs the one script of %s, by a nonce that is never the same',
    async (path) => {
      const nonces = await Promise.all([1, 2].map(() => nonceOf(path)));
      expect(new Set(nonces).size).toBe(2);
    },
  );

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.test' }],
    ['another site of the same owner', { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.test' }],
    ['another site, in an old browser', { origin: 'https://evil.example.test' }],
    ['a page without an origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ])('that shows a page of %s changes nothing with the cookie it holds', async (_, headers) => {
    const before = await items();
    const answer = await signedIn.post(`${workspace.path}/items`, ITEM, headers);
    expect([answer.status, answer.body['code']]).toEqual([403, 'cross_site']);
    const signIn = { email: lead.email, password: 'whatever it may be' };
    expect((await product.stranger.post('/api/v1/auth/sign-in/email', signIn, headers)).status).toBe(403);
    expect(await items()).toBe(before);
  });

  it.each([
    ['our own page', () => ({ 'sec-fetch-site': 'same-origin', origin: product.url })],
    ['our own page, in an old browser', () => ({ origin: product.url })],
    ['the public address, behind a proxy', () => ({ origin: 'http://127.0.0.1:3000' })],
    ['no page, but the address bar', () => ({ 'sec-fetch-site': 'none' })],
    ['a site that was let in', () => ({ 'sec-fetch-site': 'cross-site', origin: FRIEND })],
  ])('that shows %s may work', async (_, headers) => {
    expect((await signedIn.post(`${workspace.path}/items`, ITEM, headers())).status).toBe(201);
  });

  it('is not needed by a program with a key, which no browser adds by itself', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.test' };
    expect((await lead.http.post(`${workspace.path}/items`, ITEM, headers)).status).toBe(201);
  });

  it('reads nothing for another site, unless that site was let in', async () => {
    const ask = async (origin: string) => (await signedIn.get('/api/v1/me', { origin })).headers;
    expect((await ask('https://evil.example.test')).get('access-control-allow-origin')).toBeNull();
    expect((await ask(FRIEND)).get('access-control-allow-origin')).toBe(FRIEND);
    const closed = await startSpecProduct();
    const answer = await closed.stranger.get('/api/v1/health', { origin: FRIEND });
    await closed.stop();
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is told in Chinese too', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'accept-language': 'zh-CN' };
    expect((await signedIn.post(`${workspace.path}/items`, ITEM, headers)).body['detail']).toContain('其他网站');
  });

  async function nonceOf(path: string): Promise<string> {
    const { body, headers } = await product.stranger.get<string>(path);
    const nonce = /script-src 'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? 'none';
    expect(body).toContain(`<script nonce="${nonce}">`);
    expect(body).toContain(`<style nonce="${nonce}">`);
    expect(body).not.toMatch(/ on\w+=|style="/);
    return nonce;
  }

  async function items(): Promise<number> {
    const [counted] = await product.sql.query<{ count: number }[]>('SELECT count(*)::integer AS count FROM items');
    return counted?.count ?? -1;
  }
});
