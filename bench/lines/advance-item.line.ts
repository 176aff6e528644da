import type { Line } from '../line.js';

/** Moves an item from trigger to kickoff through all its gates; every request takes an item that nobody moved before. */
export const advanceItem: Line = {
  name: 'transition',
  route: '/api/v1/workspaces/:workspace/items/:key/transitions',
  aim: 0.35,
  async requests({ large }, sql) {
    const { rows } = await sql.query<{ key: string }>(
      `SELECT i.key FROM items i JOIN item_evidence e ON e.item_id = i.id
       WHERE i.workspace_id = $1 AND i.stage = 'trigger' AND i.created_by IS NULL ORDER BY random()`,
      [large.id],
    );
    return () => {
      const item = rows.pop();
      if (!item) throw new Error('every item in stage trigger has been moved: fill in more');
      return { method: 'POST', path: `${large.path}/items/${item.key}/transitions`, body: { name: 'start_kickoff' } };
    };
  },
  slots: {
    key: { recorded: ({ key }) => String(key), replayed: ({ key = '' }) => key },
    itemId: { recorded: ({ id }) => String(id), replayed: (_params, row) => String(row['id']) },
  },
};
