import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { OfferFirstAdmin } from '../../src/modules/people/index.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

const PASSWORD = 'correct horse battery';
const FIRST = {
  email: 'Ana@Example.test',
  name: 'Ana',
  password: PASSWORD,
  workspace: { slug: 'acme', name: 'Acme', timeZone: 'Asia/Shanghai' },
};

describe('the link of the first start', () => {
  let product: SpecProduct;
  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());

  const offer = async () => (await product.app.get(OfferFirstAdmin).run()) ?? '';
  const setUp = (token: string, body: object = FIRST) => product.stranger.post('/api/v1/setup', { ...body, token });

  it('is refused when it is made up, of yesterday, or replaced by a later one', async () => {
    const replaced = await offer();
    const token = await offer();
    const refused = [await setUp('garbage'), await setUp(replaced)];
    product.clock.advance({ hours: 25 });
    refused.push(await setUp(token));
    product.clock.advance({ hours: -25 });
    expect(refused.map(({ status, body }) => [status, body['code']])).toEqual(refused.map(() => [410, 'link_used']));
    expect(await product.sql.query('SELECT 1 FROM users UNION ALL SELECT 1 FROM workspaces')).toEqual([]);
  });

  it('is not used up by a body that is refused', async () => {
    const token = await offer();
    const bad = {
      ...FIRST,
      email: 'ana',
      password: 'short',
      workspace: { ...FIRST.workspace, slug: 'A b', timeZone: 'Moon' },
    };
    const refused = await setUp(token, bad);
    expect(refused.status).toBe(400);
    expect((refused.body['errors'] as { field: string }[]).map(({ field }) => field).sort()).toEqual(
      ['email', 'password', 'workspace.slug', 'workspace.timeZone'],
    ); // prettier-ignore
  });

  it('makes one admin when two people use it at once, and none after', async () => {
    const token = await offer();
    const answers = await Promise.all([setUp(token), setUp(token, { ...FIRST, email: 'bo@example.test' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
    expect((await setUp(token)).status).toBe(410);
    expect(await product.sql.query('SELECT role FROM memberships')).toEqual([{ role: 'admin' }]);
    expect(await product.sql.query('SELECT action FROM audit_events')).toEqual([{ action: 'workspace.created' }]);
  });

  it('is offered no more once somebody has an account', async () => {
    expect(await product.app.get(OfferFirstAdmin).run()).toBeNull();
  });
});
