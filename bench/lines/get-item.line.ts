import type { Line } from '../line.js';

/** Shows one item; all over the workspace, so that no row is always the same one in the cache. */
export const getItem: Line = {
  name: 'get',
  route: '/api/v1/workspaces/:workspace/items/:key',
  async requests({ large }, sql) {
    const { rows } = await sql.query<{ key: string }>(
      'SELECT key FROM items WHERE workspace_id = $1 ORDER BY random() LIMIT 20000',
      [large.id],
    );
    let next = 0;
    return () => ({ method: 'GET', path: `${large.path}/items/${rows[next++ % rows.length]?.key}` });
  },
  slots: {
    key: { recorded: ({ key }) => String(key), replayed: ({ key = '' }) => key },
  },
};
