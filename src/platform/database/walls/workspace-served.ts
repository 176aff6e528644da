import { AsyncLocalStorage } from 'node:async_hooks';

/** Nobody's: a connection that serves no workspace sees and writes no row of any. */
export const NO_WORKSPACE = '';

const served = new AsyncLocalStorage<string>();

/**
 * Whatever `work` asks of the database is asked for this workspace, and sees the rows of no other. Entered once it is
 * known whose work is done: for a request when its address is resolved, for an event and for a sweep before they run.
 *
 * @param workspaceId a uuid, or NO_WORKSPACE
 */
export function serving<T>(workspaceId: string, work: () => T): T {
  return served.run(workspaceId, work);
}

/** The id of the workspace being served, or NO_WORKSPACE. */
export function workspaceServed(): string {
  return served.getStore() ?? NO_WORKSPACE;
}
