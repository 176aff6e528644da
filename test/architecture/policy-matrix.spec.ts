import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Role, ROLES } from '../../src/kernel/actor/index.js';
import { type Action, ITEM_WRITES, type ItemAction, may, RELATIONS, Unit } from '../../src/modules/people/index.js';
import { newId } from '../../src/platform/database/index.js';
import { signed } from '../factories/signed.js';
import { type Caller, type GivenWorkspace, type Json, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { fillItem, putInStage, RECORD_KINDS, type RecordKind, stageOf } from '../support/item-records.js';
import { DOCUMENT, type DocumentedOperation, minimalBody } from '../support/minimal-body.js';

const BELOW = '/api/v1/workspaces/{workspace}';
/** What somebody is to an item: nothing, or one thing alone. */
const TIES = ['nothing', ...RELATIONS] as const;
type Tie = (typeof TIES)[number];

/** Who owes what, and whom a change of it is asked for at its very version. */
const OWED: readonly RecordKind[] = ['tasks', 'milestones', 'rollout-steps', 'approvals'];

interface ItemRoute {
  readonly method: string;
  readonly path: string;
  readonly action: ItemAction;
  readonly operation: DocumentedOperation;
  /** The kind of record that the address names by its id. */
  readonly kind: RecordKind | undefined;
}

interface Cell {
  readonly person: Caller;
  readonly item: { readonly id: string; readonly key: string; readonly records: Record<RecordKind, string> };
}

/** Every route that writes to an item or below it. */
const ROUTES: ItemRoute[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) => {
    const action = operation['x-access'] as ItemAction;
    // Of many at once each is judged by itself, and told in the report: test/e2e/bulk-change.spec.ts.
    if (!ITEM_WRITES.includes(action) || path.endsWith('/bulk')) return [];
    const kind = RECORD_KINDS.find((name) => path.includes(`/${name}/{id}`));
    return [{ method: method.toUpperCase(), path, action, operation, kind }];
  }),
);

describe('every route that writes × role × what somebody is to the item', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: Caller;
  let personId: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    const maker = await product.given.person(workspace, 'admin');
    admin = maker.http;
    personId = maker.userId;
    await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());

  it('has a record for each that is named by its id', () => {
    const unknown = ROUTES.filter(({ path, kind }) => path.includes('{id}') && kind === undefined);
    expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(ROUTES.length).toBeGreaterThan(30);
  });

  it('meets every action that can be done to an item', () => {
    const met = ROUTES.map(({ action }) => action);
    // Reporting and planning share one route: what a lead may and an assignee may not is the operation's to tell.
    expect(ITEM_WRITES.filter((action) => !met.includes(action))).toEqual([]);
  });

  describe.each(ROLES)('%s', (role) => {
    it.each(TIES)('who is %s to it', async (tie) => {
      const cell = await given(role, tie);
      const wrong: string[] = [];
      for (const route of ROUTES) {
        const answer = await call(route, cell);
        const allowed = may({ role }, route.action as Action, relationsOf(tie, route));
        const reached = answer.status !== 403 && answer.status !== 404 && answer.status < 500;
        if (reached !== allowed)
          wrong.push(`${route.method} ${route.path}: ${answer.status} ${answer.body.code ?? ''}`);
      }
      expect(wrong).toEqual([]);
    });
  });

  /** An item of a department, all that lies below it, and somebody who is this to it and nothing else. */
  async function given(role: Role, tie: Tie): Promise<Cell> {
    const person = await product.given.signer(workspace, role);
    const unit = { id: newId(), workspaceId: workspace.id, name: `${role} ${tie}`, createdAt: new Date() };
    await product.sql.manager.insert(Unit, unit);
    const own = tie === 'owner' ? { ownerId: person.userId } : tie === 'sponsor' ? { sponsorId: person.userId } : {};
    const { id, key } = await product.given.item(workspace, { ...own, unitId: unit.id });
    if (tie === 'team') await product.given.seat({ id, workspaceId: workspace.id }, person);
    if (tie === 'unit') {
      await product.sql.query('UPDATE memberships SET unit_id = $2 WHERE user_id = $1', [person.userId, unit.id]);
    }
    const assigneeId = tie === 'assignee' ? person.userId : personId;
    const records = await fillItem(product, admin, { id, key, path: workspace.path, assigneeId });
    await putInStage(product, id, 'trigger');
    return { person: person.seated, item: { id, key, records } };
  }

  /** The milestone waits for the task already; the other way round is a circle, which only who may is told of. */
  function idsFor({ causes: causeId, tasks: successorId, milestones: predecessorId }: Cell['item']['records']) {
    return { personId, causeId, successorId, predecessorId };
  }

  async function call({ method, path, operation, kind }: ItemRoute, { person, item }: Cell) {
    const isOwed = kind !== undefined && OWED.includes(kind);
    if (isOwed) await putInStage(product, item.id, stageOf(kind));
    const to = path
      .replace(BELOW, workspace.path)
      .replace('{key}', item.key)
      .replace('{id}', kind === undefined ? '' : item.records[kind]);
    const body = {
      ...(minimalBody(operation, idsFor(item.records)) as Json),
      ...signatureFor(path),
    };
    // Of a version that is not, so that what is allowed changes nothing for the routes after it.
    return person.call<{ code?: string }>(method, to, body, { 'if-match': isOwed ? '"1"' : '"9999"' });
  }
});

function relationsOf(tie: Tie, { kind }: ItemRoute) {
  if (tie === 'nothing') return {};
  return tie === 'assignee' && (kind === undefined || !OWED.includes(kind)) ? {} : { [tie]: true };
}

/** What is signed asks for the password before it looks who signs. */
function signatureFor(path: string): object {
  return /\/(sign-off|approval)$/.test(path) && !path.includes('/sops/') ? signed() : {};
}
