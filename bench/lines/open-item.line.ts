import type { Line } from '../line.js';

/** Opens an item with its evidence. Keys are gapless, so creations of one workspace wait for each other's commit. */
export const openItem: Line = {
  name: 'create',
  route: '/api/v1/workspaces/:workspace/items',
  async requests({ large, owner }) {
    return () => ({
      method: 'POST',
      path: `${large.path}/items`,
      body: {
        title: 'Registration completion fell below its band',
        type: 'metric_anomaly',
        problem: 'Since Monday fewer visitors finish the registration form; the drop is the same in every channel.',
        source: 'BI report',
        scene: 'registration',
        impact: 3,
        urgency: 2,
        severity: 'P1',
        classification: 'structural',
        ownerId: owner,
        evidence: { statement: 'Three points in a row below the lower limit.', source: 'weekly report' },
      },
    });
  },
  slots: {
    key: { recorded: ({ key }) => String(key), replayed: (_params, { last }) => `CI-BARE-${String(last)}` },
  },
};
