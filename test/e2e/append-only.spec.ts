import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type SpecProduct, startSpecProduct } from '../harness/index.js';

describe('the audit trail', () => {
  let product: SpecProduct;
  beforeAll(async () => {
    product = await startSpecProduct();
    const workspace = await product.given.workspace();
    const lead = await product.given.person(workspace, 'lead');
    await lead.http.post(`${workspace.path}/items`, { title: 'x', type: 'user_feedback' });
  });
  afterAll(() => product.stop());

  it.each(['UPDATE audit_events SET action = NULL', 'DELETE FROM audit_events', 'TRUNCATE audit_events'])(
    'refuses even its owner: %s',
    async (statement) => {
      const read = () => product.sql.query<unknown[]>('SELECT * FROM audit_events');
      const before = await read();
      expect(before).toHaveLength(1);
      await expect(product.sql.query(statement)).rejects.toThrow('the audit trail is append-only');
      expect(await read()).toEqual(before);
    },
  );
});
