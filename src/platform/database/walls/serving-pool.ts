import pg from 'pg';

import { outliveLostConnections } from '../outlive-lost-connections.js';
import { NO_WORKSPACE, workspaceServed } from './workspace-served.js';

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: pg.PoolClient['release']) => void;

const TAG = `SELECT set_config('shewhart.workspace', $1, false)`;

/** Whom each connection serves at this moment; one that is not in here has just been opened and serves nobody. */
const tags = new WeakMap<pg.PoolClient, string>();

/**
 * A pool whose connections say whose workspace they serve before anybody gets to use them. Where a connection served the
 * same one before, nothing is sent: a company with a single workspace pays for no tag.
 */
export class ServingPool extends pg.Pool {
  constructor(config?: pg.PoolConfig) {
    super(config);
    outliveLostConnections(this);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    const client = this.checkOut(workspaceServed());
    if (!callback) return client;
    client.then(
      (connected) => callback(undefined, connected, connected.release.bind(connected)),
      (error: Error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  private async checkOut(workspaceId: string): Promise<pg.PoolClient> {
    const client = await super.connect();
    if ((tags.get(client) ?? NO_WORKSPACE) === workspaceId) return client;
    try {
      // Unknown until the server has agreed: a failure in between must not leave the last tag believed.
      tags.delete(client);
      await client.query(TAG, [workspaceId]);
      tags.set(client, workspaceId);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
