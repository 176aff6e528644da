import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { PASSWORD } from '../factories/signed.js';
import {
  type Caller,
  type GivenPerson,
  type GivenSigner,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Preview {
  readonly digest: string;
  readonly holdings: {
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    readonly itemKey: string | null;
  }[];
}
interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors: { readonly field: string; readonly code: string; readonly message: string }[];
}

describe('a member who leaves', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let heir: GivenPerson;
  let other: GivenPerson;
  let leaver: GivenSigner;
  let at: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    [admin, heir, other] = [
      await product.given.person(workspace, 'admin'),
      await product.given.person(workspace, 'lead'),
      await product.given.person(workspace, 'member'),
    ];
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    leaver = await product.given.signer(workspace, 'lead');
    at = `${workspace.path}/members/${leaver.userId}`;
  });

  const preview = async (by = admin) => (await by.http.get<Preview & Refusal>(`${at}/holdings`)).body;
  const handOver = (body: Json, by = admin, headers = {}) =>
    by.http.post<{ moved: number } & Refusal>(`${at}/handover`, { reason: 'Leaves', ...body }, headers);
  const deactivate = (by = admin) => by.http.post<Json & Refusal>(`${at}/deactivation`, { reason: 'Left' });

  /** One of everything that can be held; the key of its item. */
  async function holdEverything(): Promise<string> {
    const item = await product.given.item(workspace, { title: 'Owned', ownerId: leaver.userId, stage: 'rollout' });
    const { key } = await product.given.item(workspace, { title: 'Sponsored', sponsorId: leaver.userId });
    await product.given.seat(item, leaver);
    const path = `${workspace.path}/items/${item.key}`;
    const owed = { title: 'Owed', assigneeId: leaver.userId, dueOn: '2026-12-01' };
    await admin.http.post(`${path}/tasks`, owed);
    const asked = { title: 'Approved by the leaver', assigneeId: admin.userId, dueOn: '2026-12-01' };
    const { body: waiting } = await admin.http.post<{ id: string }>(`${path}/tasks`, asked);
    await admin.http.post(`${workspace.path}/tasks/${waiting.id}/approvals`, { approverId: leaver.userId });
    await admin.http.post(`${path}/milestones`, { ...owed, stage: 'review' });
    await admin.http.post(`${path}/rollout-steps`, { ...owed, scope: 'All' });
    await admin.http.post(`${workspace.path}/units`, { name: `Headed for ${key}`, headId: leaver.userId });
    const drill = { kind: 'drill', title: 'Drill', frequency: 'monthly', dayOfMonth: 5, startsOn: '2026-12-01' };
    await admin.http.post(`${workspace.path}/recurring-rules`, { ...drill, ownerId: leaver.userId });
    const days = { fromOn: '2026-11-18', toOn: '2026-11-20', reason: 'Leave' };
    await admin.http.post(`${workspace.path}/delegations`, {
      giverId: leaver.userId,
      delegateId: other.userId,
      ...days,
    });
    return item.key;
  }

  it('has everything he holds previewed, and moved in one transaction with an event for each', async () => {
    const key = await holdEverything();
    const seen = await preview();
    expect(seen.holdings.map(({ kind }) => kind)).toEqual([
      'items_owned', 'items_sponsored', 'team_seats', 'tasks', 'milestones', 'rollout_steps', 'approvals',
      'recurring_rules', 'units_headed', 'delegations',
    ]); // prettier-ignore
    const moved = await handOver({
      digest: seen.digest,
      successorId: heir.userId,
      successors: [{ kind: 'tasks', successorId: other.userId }],
    });
    expect(moved.body).toEqual({ moved: 10 });
    expect((await preview()).holdings).toEqual([]);
    const item = `${workspace.path}/items/${key}`;
    expect((await admin.http.get(item)).body).toMatchObject({ ownerId: heir.userId });
    expect((await admin.http.get(`${item}/tasks`)).body).toMatchObject([
      { title: 'Owed', assigneeId: other.userId },
      { title: 'Approved by the leaver' },
    ]);
    expect((await admin.http.get(`${item}/approvals`)).body).toMatchObject([{ approverId: heir.userId }]);
    expect((await admin.http.get(`${item}/rollout-steps`)).body).toMatchObject([{ assigneeId: heir.userId }]);
    expect((await admin.http.get(`${item}/team`)).body).toMatchObject({ members: [{ userId: heir.userId }] });
    const actions = await product.sql.query<{ action: string }[]>(
      `SELECT action FROM audit_events WHERE workspace_id = $1 AND actor_id = $2
         AND (action LIKE '%handed_over' OR action = 'delegation.revoked') ORDER BY id`,
      [workspace.id, admin.userId],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'item.handed_over', 'item.handed_over', 'item.seat_handed_over', 'task.handed_over', 'milestone.handed_over',
      'rollout_step.handed_over', 'approval.handed_over', 'recurring_rule.handed_over', 'unit.handed_over',
      'delegation.revoked', 'member.handed_over',
    ]); // prettier-ignore
  });

  it('has nothing moved that was not seen, and nothing at all then', async () => {
    const { key } = await product.given.item(workspace, { ownerId: leaver.userId });
    const { digest } = await preview();
    await product.given.item(workspace, { ownerId: leaver.userId });
    const refused = await handOver({ digest, successorId: heir.userId });
    expect(refused.body).toMatchObject({ status: 412, code: 'stale_version' });
    expect((await admin.http.get(`${workspace.path}/items/${key}`)).body).toMatchObject({ ownerId: leaver.userId });
  });

  it('needs a successor for each kind, who can take it: all that is wrong at once, in Chinese too', async () => {
    await product.given.item(workspace, { ownerId: leaver.userId, sponsorId: heir.userId });
    const { digest } = await preview();
    expect((await handOver({ digest })).body.errors).toMatchObject([
      { field: 'successors.items_owned', code: 'successor_needed' },
    ]);
    expect((await handOver({ digest, successorId: heir.userId })).body.errors).toMatchObject([
      { field: 'successors.items_owned', code: 'cannot_take' },
    ]);
    const auditor = await product.given.person(workspace, 'auditor');
    const foreigner = await product.given.person(await product.given.workspace(), 'lead');
    const successors = [
      { kind: 'items_owned', successorId: auditor.userId },
      { kind: 'tasks', successorId: foreigner.userId },
    ];
    const refused = await handOver({ digest, successorId: leaver.userId, successors }, admin, {
      'accept-language': 'zh-CN',
    });
    expect(refused.body.errors.map(({ field, code, message }) => [field, code, message])).toEqual([
      ['successorId', 'self', '不能是本人'],
      ['successors.items_owned', 'auditor', '为审计员,不能接手'],
      ['successors.tasks', 'no_member', '不是本工作区的成员'],
    ]);
  });

  it('is handed over once, when two admins do it at once', async () => {
    await product.given.item(workspace, { ownerId: leaver.userId });
    const { digest } = await preview();
    const body = { digest, successorId: heir.userId };
    const answers = await Promise.all([handOver(body), handOver(body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is let go once he holds nothing, and signs in no more: his sessions and keys end', async () => {
    const { key } = await product.given.item(workspace, { ownerId: leaver.userId });
    expect((await deactivate()).body).toMatchObject({ status: 409, code: 'conflict' });
    await handOver({ digest: (await preview()).digest, successorId: heir.userId });
    const callers: Caller[] = [leaver.http, leaver.seated];
    for (const caller of callers) expect((await caller.get('/api/v1/me')).status).toBe(200);
    expect((await deactivate()).body).toMatchObject({
      userId: leaver.userId,
      deactivatedAt: '2026-11-18T02:00:00.000Z',
    });
    for (const caller of callers) expect((await caller.get('/api/v1/me')).status).toBe(401);
    const signIn = { email: leaver.email, password: PASSWORD };
    expect((await product.stranger.post('/api/v1/auth/sign-in/email', signIn)).status).toBe(401);
    const named = await admin.http.patch<Refusal>(`${workspace.path}/items/${key}`, { ownerId: leaver.userId }, 2);
    expect(named.body.errors).toMatchObject([{ field: 'ownerId', code: 'no_member' }]);
    const back = await admin.http.post<Json>(`${at}/reactivation`, {});
    expect(back.body).toMatchObject({ deactivatedAt: null });
    expect((await product.stranger.post('/api/v1/auth/sign-in/email', signIn)).status).toBe(200);
    expect((await leaver.http.get('/api/v1/me')).status).toBe(401);
  });

  it('keeps his account where he belongs to another workspace', async () => {
    const elsewhere = await product.given.workspace();
    await product.sql.query(
      `INSERT INTO memberships (workspace_id, user_id, role, created_at) VALUES ($1, $2, 'lead', now())`,
      [elsewhere.id, leaver.userId],
    );
    expect((await deactivate()).status).toBe(200);
    expect((await leaver.http.get(workspace.path)).status).toBe(404);
    expect((await leaver.http.get(elsewhere.path)).status).toBe(200);
    const me = await leaver.http.get<{ workspaces: { slug: string }[] }>('/api/v1/me');
    expect(me.body.workspaces.map(({ slug }) => slug)).toEqual([elsewhere.slug]);
  });

  it('is no business of leads, not of himself, and never the last admin', async () => {
    expect((await heir.http.get(`${at}/holdings`)).status).toBe(403);
    expect((await handOver({ digest: 'x', successorId: other.userId }, heir)).status).toBe(403);
    expect((await deactivate(heir)).status).toBe(403);
    const himself = await admin.http.post<Refusal>(`${workspace.path}/members/${admin.userId}/deactivation`, {});
    expect(himself.body).toMatchObject({ code: 'not_yours' });
    const stranger = await product.given.person(await product.given.workspace(), 'member');
    for (const path of ['holdings', 'handover', 'deactivation']) {
      const address = `${workspace.path}/members/${stranger.userId}/${path}`;
      const body = path === 'handover' ? { digest: 'x', reason: 'x' } : { reason: 'x' };
      const answer = path === 'holdings' ? await admin.http.get(address) : await admin.http.post(address, body);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});
