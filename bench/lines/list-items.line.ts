import type { Line } from '../line.js';
import type { World, WorldWorkspace } from '../world/world.js';

const LIST = 'items?stage=diagnosis&sort=-changedAt&limit=50';

function listIn(which: (world: World) => WorldWorkspace): Pick<Line, 'route' | 'requests' | 'slots'> {
  return {
    route: '/api/v1/workspaces/:workspace/items',
    requests: async (world) => {
      const path = `${which(world).path}/${LIST}`;
      return () => ({ method: 'GET', path });
    },
    slots: {},
  };
}

/** The page that everyone opens all day: the newest of one stage. */
export const listItems: Line = {
  name: 'list 50 of 200,000',
  aim: 0.4,
  asFastAs: { line: 'list 50 of 10,000', least: 0.9 },
  ...listIn(({ large }) => large),
};

/** The same where there is a twentieth of the rows: a page must not cost more because the list is long. */
export const listFewItems: Line = {
  name: 'list 50 of 10,000',
  ...listIn(({ small }) => small),
};
