import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type Answer,
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const PASSWORD = 'correct horse battery';

describe('an address that looks like another', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(() => product.stop());

  const invite = (email: string, headers = {}): Promise<Answer<Json>> =>
    admin.http.post(`${workspace.path}/members`, { email, name: 'Somebody', role: 'member' }, headers);
  const accept = ({ body }: Answer<Json>) =>
    product.stranger.post('/api/v1/invitations/accept', { token: body['token'], password: PASSWORD });
  const join = async (email: string): Promise<number> => (await accept(await invite(email))).status;
  const signIn = (email: string) =>
    product.stranger.post('/api/v1/auth/sign-in/email', { email, password: PASSWORD }, { 'x-request-id': 'same' });
  const untold = ({ status, body }: Answer<Json>): Json => ({ ...body, status, requestId: 'any' });

  it('is refused for its letters alone, in the reader’s language, whether the other one has an account or not', async () => {
    expect(await join('paypay@example.test')).toBe(201);
    for (const email of ['раурау@example.test', 'ѕоре@example.test']) {
      const refused = await invite(email);
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_fields' } });
      expect(refused.body['errors']).toMatchObject([{ field: 'email', code: 'disguised_letters' }]);
    }
    const mixed = await invite('pаypay@example.test', { 'accept-language': 'zh-CN' });
    expect(mixed.body['errors']).toMatchObject([{ code: 'mixed_alphabets', message: expect.stringContaining('混用') }]);
    expect((await invite('ana@xn--80ak6aa92e.com')).body['errors']).toMatchObject([{ code: 'disguised_letters' }]);
  });

  it('is one account with it where it is only another spelling: full-width letters, capitals, punycode', async () => {
    expect(await join('jörg@xn--bcher-kva.example')).toBe(201);
    for (const email of ['JÖRG@bücher.example', 'ｊörg@BÜCHER.example', 'jo\u0308rg@xn--bcher-kva.example']) {
      expect(await invite(email)).toMatchObject({ status: 409, body: { code: 'already_exists' } });
      expect((await signIn(email)).status).toBe(200);
    }
  });

  it('cannot be gone around by the name under which the library looks for it', async () => {
    const alias = `${Buffer.from('jörg@bücher.example').toString('hex')}@alias.invalid`;
    expect((await signIn(alias)).status).toBe(401);
    expect((await signIn('jörg@bücher.example')).status).toBe(200);
  });

  it('gets no account beside it where both are honest letters', async () => {
    const second = await invite('カ@example.test');
    expect(await join('力@example.test')).toBe(201);
    expect((await accept(second)).status).toBe(410);
    const refused = await invite('カ@example.test');
    expect(refused.body['errors']).toMatchObject([{ field: 'email', code: 'looks_alike' }]);
    const [row] = await product.sql.query<Json[]>(`SELECT count(*)::int FROM users WHERE email LIKE '_@example.test'`);
    expect(row).toEqual({ count: 1 });
  });

  it('gets one account when two such are opened in the same moment', async () => {
    const both = [await invite('ニ@example.test'), await invite('二@example.test')];
    const answers = await Promise.all(both.map(accept));
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses[0]).toBe(201);
    expect([409, 410]).toContain(statuses[1]);
  });

  it('tells a stranger nothing: sign-in and reset answer it as they answer one that nobody has', async () => {
    const answers = await Promise.all(['раурау@example.test', 'оооо@example.test'].map(signIn));
    expect(answers.map(untold)[0]).toEqual(answers.map(untold)[1]);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    for (const email of ['раурау@example.test', 'оооо@example.test']) {
      expect((await product.stranger.post('/api/v1/password-reset', { email })).status).toBe(202);
    }
  });

  it('is refused to the first admin as well', async () => {
    const body = { token: 'x'.repeat(43), name: 'Ana', email: 'аnа@example.test', password: PASSWORD };
    const workspaceBody = { slug: 'acme', name: 'Acme', timeZone: 'Asia/Shanghai' };
    const refused = await product.stranger.post<Json>('/api/v1/setup', { ...body, workspace: workspaceBody });
    expect(refused.body['errors']).toMatchObject([{ field: 'email', code: 'mixed_alphabets' }]);
  });
});
