import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CLIENT, IdentityProvider } from '../factories/identity-provider.js';
import { PUBLIC_URL, type Refusal, ROLES, SingleSignOn } from '../factories/single-sign-on.js';
import { freePort } from '../harness/free-port.js';
import { type GivenSigner, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

/** What the operator gives beside the database; filled by the test. */
const operators: Record<string, { issuer: string; clientSecret: string }> = {};

let world: SingleSignOn;
let idp: IdentityProvider;
let product: SpecProduct;
let workspace: GivenWorkspace;
let admin: GivenSigner;
let configure: SingleSignOn['configure'];

beforeAll(async () => {
  world = await SingleSignOn.start({ ssoClientSecrets: operators });
  ({ idp, product, configure } = world);
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.begin();
  ({ workspace, admin } = world);
});

describe('the provider of a workspace', () => {
  it('is an admin’s to set, and never shows its secret', async () => {
    const shown = await admin.http.get(`${workspace.path}/sso`);
    expect(shown.body).toMatchObject({
      issuer: idp.issuer, domains: ['example.test'], roles: ROLES, version: 1,
      redirectUri: `${PUBLIC_URL}/api/v1/sso/${workspace.slug}/callback`,
    }); // prettier-ignore
    const kept = JSON.stringify(await product.sql.query('SELECT * FROM sso_providers'));
    expect(JSON.stringify(shown.body) + kept).not.toContain(CLIENT.client_secret);
    const lead = await product.given.signer(workspace, 'lead');
    expect((await configure({}, 1, lead)).status).toBe(403);
    expect((await lead.http.get(`${workspace.path}/sso`)).status).toBe(403);
    const stranger = await product.given.signer(await product.given.workspace(), 'admin');
    expect((await configure({}, 1, stranger)).status).toBe(404);
  });

  it('keeps its secret when another field changes, and needs a new one for another issuer', async () => {
    expect((await configure({ clientSecret: null, roles: [{ group: 'staff', role: 'auditor' }] }, 1)).status).toBe(200);
    expect((await configure({}, 1)).status).toBe(412);
    world.knows();
    await world.signIn();
    expect((await world.me()).body.workspaces).toMatchObject([{ role: 'auditor' }]);
    const other = await IdentityProvider.start([`${PUBLIC_URL}/`]);
    const refused = await configure({ clientSecret: null, issuer: other.issuer }, 2);
    await other.stop();
    expect(refused.status).toBe(400);
  });

  it('has its secret from the operator, for this workspace and this issuer alone', async () => {
    operators[workspace.slug] = { issuer: idp.issuer, clientSecret: CLIENT.client_secret };
    expect((await admin.http.call('DELETE', `${workspace.path}/sso`)).status).toBe(204);
    expect((await configure({ clientSecret: null }, 0)).status).toBe(200);
    world.knows();
    expect((await world.signIn()).status).toBe(302);
    expect(await product.sql.query('SELECT client_secret FROM sso_providers WHERE workspace_id = $1', [workspace.id]))
      .toEqual([{ client_secret: '' }]); // prettier-ignore
    // For another issuer it is none: nobody has it sent there.
    operators[workspace.slug] = { issuer: 'https://elsewhere.example', clientSecret: CLIENT.client_secret };
    world.knows();
    expect((await world.signIn()).body.code).toBe('sso_unavailable');
    delete operators[workspace.slug];
    await world.begin();
    expect((await world.admin.http.call('DELETE', `${world.workspace.path}/sso`)).status).toBe(204);
    expect((await configure({ clientSecret: null }, 0)).status).toBe(400);
  });

  it('names everything that is wrong with it', async () => {
    const bad = { issuer: '', clientId: 7, scopes: 'x', roles: [{ group: 'a', role: 'king' }], secret: 'x' };
    const refused = await configure(bad, 1);
    expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual(
      ['clientId', 'issuer', 'roles.0.role', 'scopes', 'secret'],
    ); // prettier-ignore
  });

  it('is nobody inside our own network, nor without TLS, unless allowed by name', async () => {
    for (const issuer of [
      'https://10.0.0.7',
      'https://localhost',
      'http://example.com',
      'http://127.0.0.1:1',
      'ldap:x',
    ]) {
      const refused = await configure({ issuer }, 1);
      expect([issuer, refused.status, refused.body.errors?.map(({ field }) => field)]).toEqual([
        issuer,
        400,
        ['issuer'],
      ]);
    }
  });

  it('that is down answers 503, and nothing is changed', async () => {
    const dead = await startSpecProduct({ config: { ssoAllowedHosts: ['127.0.0.1'] } });
    const theirs = await dead.given.workspace();
    const boss = await dead.given.signer(theirs, 'admin');
    const short = await IdentityProvider.start([`${PUBLIC_URL}/api/v1/sso/${theirs.slug}/callback`]);
    const settings = {
      issuer: short.issuer, clientId: CLIENT.client_id, clientSecret: 'x', scopes: [], domains: ['example.test'],
      groupsClaim: 'groups', roles: ROLES,
    }; // prettier-ignore
    expect((await boss.http.put(`${theirs.path}/sso`, settings, 0)).status).toBe(200);
    await short.stop();
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const down = await boss.http.put<Refusal>(`${theirs.path}/sso`, { ...settings, issuer }, 1);
    await dead.sql.query('UPDATE sso_providers SET issuer = $1', [issuer]);
    const start = await dead.stranger.get<Refusal>(`/api/v1/sso/${theirs.slug}/start`);
    await dead.stop();
    expect([down.status, down.body.code, start.status, start.body.code]).toEqual(
      [503, 'sso_unavailable', 503, 'sso_unavailable'],
    ); // prettier-ignore
  });
});
