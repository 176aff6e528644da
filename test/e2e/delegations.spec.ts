import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { signed } from '../factories/signed.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Delegation {
  readonly id: string;
  readonly giverId: string;
  readonly delegateId: string;
  readonly running: boolean;
  readonly revokedAt: string | null;
  readonly version: number;
}
interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors: { readonly field: string; readonly code: string; readonly message: string }[];
}

/** The product's clock stands at the 18th. */
const WEEK = { fromOn: '2026-11-18', toOn: '2026-11-24', reason: 'On leave' };

describe('approvals handed over for a time', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let path: string;
  let lead: GivenPerson;
  let author: GivenPerson;
  let delegate: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    path = `${workspace.path}/delegations`;
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    const people = (['lead', 'lead', 'member'] as const).map((role) => product.given.signer(workspace, role));
    // In a browser: an API key signs nothing.
    const seated = (await Promise.all(people)).map((person) => ({ ...person, http: person.seated }));
    [lead, author, delegate] = seated as unknown as [GivenPerson, GivenPerson, GivenPerson];
  });

  const give = (fields: Json = {}, by = lead) =>
    by.http.post<Delegation & Refusal>(path, { delegateId: delegate.userId, ...WEEK, ...fields });
  const revoke = ({ id, version }: Delegation, by: GivenPerson) =>
    by.http.post<Delegation & Refusal>(`${path}/${id}/revocation`, { reason: 'Back' }, { 'if-match': `"${version}"` });
  /** A waiver that somebody asked for, and a way to approve it. */
  const waiver = async (by = author, fields: Json = {}) => {
    const item = await product.given.item(workspace, { stage: 'kickoff', ...fields });
    const asked = { gate: 'no-task-is-open', reason: 'Nobody is free', expiresOn: '2026-12-01' };
    const { body } = await by.http.post<{ id: string }>(`${workspace.path}/items/${item.key}/waivers`, asked);
    const to = `${workspace.path}/items/${item.key}/waivers/${body.id}/approval`;
    const approve = ({ http }: GivenPerson, headers: Record<string, string> = {}) =>
      http.post<Json & Refusal>(to, signed(), headers);
    return { id: body.id, item, approve };
  };
  const forWhom = ({ userId }: GivenPerson) => ({ 'on-behalf-of': userId });

  it('let the delegate approve, and both names stand in the trail', async () => {
    const { id, item, approve } = await waiver();
    expect((await approve(delegate)).status).toBe(403);
    const { body } = await give();
    expect(body).toMatchObject({ giverId: lead.userId, delegateId: delegate.userId, running: true });
    const approved = await approve(delegate, forWhom(lead));
    expect(approved.body).toMatchObject({ approvedBy: delegate.userId, approvedOnBehalfOf: lead.userId });
    const history = await lead.http.get<{ rows: Json[] }>(`${workspace.path}/items/${item.key}/history`);
    expect(
      history.body.rows.find(({ subjectId, action }) => subjectId === id && action === 'waiver.approved'),
    ).toMatchObject({
      actorId: delegate.userId,
      actorName: delegate.name,
      onBehalfOf: lead.userId,
      onBehalfOfName: lead.name,
    });
  });

  it('print under what the delegate signs on whose behalf it was, for good', async () => {
    const { item, approve } = await waiver();
    await give();
    const approved = await approve(delegate, forWhom(lead));
    const printed = {
      printedName: delegate.name,
      onBehalfOf: lead.userId,
      onBehalfOfName: lead.name,
      meaning: 'approval',
      signedAt: product.clock.now().toISOString(),
      intact: true,
    };
    expect(approved.body['signature']).toMatchObject(printed);
    await product.sql.query(`UPDATE users SET name = 'Renamed' WHERE id = $1`, [lead.userId]);
    const { body } = await author.http.get<Json[]>(`${workspace.path}/items/${item.key}/signatures`);
    expect(body).toMatchObject([printed]);
    expect(JSON.parse(String(body[0]?.['content']))).toMatchObject({
      onBehalfOf: { id: lead.userId, name: lead.name },
    });
    const own = await waiver();
    const { body: plain } = await own.approve(lead);
    expect(plain['signature']).toMatchObject({ printedName: 'Renamed', onBehalfOf: null, onBehalfOfName: null });
  });

  it('begin and end by themselves, with the days of the workspace', async () => {
    await give({ fromOn: '2026-11-19', toOn: '2026-11-19' });
    const tryOn = async () => (await (await waiver()).approve(delegate, forWhom(lead))).status;
    expect(await tryOn()).toBe(403);
    // 00:30 in Shanghai on the 19th.
    product.clock.set(new Date('2026-11-18T16:30:00Z'));
    expect(await tryOn()).toBe(200);
    product.clock.set(new Date('2026-11-19T16:30:00Z'));
    expect(await tryOn()).toBe(403);
    product.clock.set(new Date('2026-11-18T02:00:00Z'));
  });

  it('cover approvals alone, and nothing else that the lead may do', async () => {
    await give();
    const item = await product.given.item(workspace);
    const at = `${workspace.path}/items/${item.key}`;
    expect(
      (await delegate.http.call('PATCH', at, { title: 'x' }, { ...forWhom(lead), 'if-match': '"1"' })).status,
    ).toBe(403);
    expect((await delegate.http.get(at, forWhom(lead))).status).toBe(200);
    const task = await lead.http.post(
      `${at}/tasks`,
      { title: 'x', assigneeId: delegate.userId, dueOn: '2026-12-01' },
      forWhom(author),
    );
    expect(task.body).toMatchObject({ code: 'not_yours' });
  });

  it('need no name where the delegate holds those of one person alone, and ask for it where he holds two', async () => {
    await give();
    expect((await (await waiver()).approve(delegate)).status).toBe(403);
    const approval = async () => {
      const { key } = await product.given.item(workspace, { stage: 'plan' });
      return delegate.http.post<Refusal>(`${workspace.path}/items/${key}/plan-approval`, {});
    };
    // A member may approve no plan himself; that there is nothing to approve says that he was let in.
    expect((await approval()).body).toMatchObject({ code: 'conflict' });
    await give({}, author);
    expect((await approval()).body).toMatchObject({ code: 'not_yours' });
  });

  it('do not let anybody approve his own work by another’s hand', async () => {
    const { approve } = await waiver(lead);
    await give();
    expect((await approve(delegate, forWhom(lead))).body).toMatchObject({ code: 'not_yours' });
    const own = await waiver(author);
    await author.http.post(path, { delegateId: delegate.userId, ...WEEK });
    expect((await own.approve(delegate, forWhom(author))).body).toMatchObject({ code: 'not_yours' });
  });

  it('let a delegate agree to skip the pilot for the sponsor', async () => {
    const item = await product.given.item(workspace, { stage: 'plan', sponsorId: lead.userId });
    const at = `${workspace.path}/items/${item.key}`;
    const asked = {
      gate: 'pilot-is-won',
      reason: 'Too few users',
      expiresOn: '2026-12-01',
      beforeAfterDeclaration: 'Weekly',
    };
    const { body } = await author.http.post<{ id: string }>(`${at}/waivers`, asked);
    await give();
    const approved = await delegate.http.post(`${at}/waivers/${body.id}/approval`, signed(), forWhom(lead));
    expect(approved.body).toMatchObject({ approvedOnBehalfOf: lead.userId });
    const skip = await author.http.post<{ blockers: { gate: string }[] }>(`${at}/transitions`, {
      name: 'skip_pilot',
      reason: 'x',
    });
    expect(skip.body.blockers.map(({ gate }) => gate)).not.toContain('skipping-is-sponsored');
  });

  it('do not open a confidential item to the delegate', async () => {
    const { approve } = await waiver(author, { confidential: true, ownerId: author.userId, sponsorId: lead.userId });
    await give();
    expect((await approve(delegate, forWhom(lead))).status).toBe(404);
  });

  it('are refused to oneself, to an auditor, in a chain, twice over and in the past, all at once and in Chinese', async () => {
    const auditor = await product.given.person(workspace, 'auditor');
    const refused = await lead.http.post<Refusal>(
      path,
      { delegateId: auditor.userId, ...WEEK, fromOn: '2026-11-17', toOn: '2026-11-16' },
      { 'accept-language': 'zh-CN' },
    );
    expect(refused.body.errors.map(({ field, code, message }) => [field, code, message])).toEqual([
      ['toOn', 'reversed', '不能早于起始日'],
      ['toOn', 'in_the_past', '不能早于今天'],
      ['delegateId', 'auditor', '为审计员,不能代为审批'],
    ]);
    expect((await give({ delegateId: lead.userId })).body.errors).toMatchObject([{ code: 'self' }]);
    await give();
    expect((await give({ delegateId: author.userId })).body.errors).toMatchObject([{ code: 'overlap' }]);
    expect((await give({ delegateId: author.userId }, delegate)).body.errors).toMatchObject([{ code: 'chain' }]);
    expect((await give({ delegateId: lead.userId }, author)).body.errors).toMatchObject([
      { field: 'delegateId', code: 'chain' },
    ]);
    const foreigner = await product.given.person(await product.given.workspace(), 'lead');
    expect((await give({ delegateId: foreigner.userId }, author)).body.errors).toMatchObject([{ code: 'no_member' }]);
    expect((await lead.http.post<Refusal>(path, {})).body.errors.map(({ field }) => field).sort()).toEqual([
      'delegateId',
      'fromOn',
      'reason',
      'toOn',
    ]);
    expect((await auditor.http.post(path, { delegateId: delegate.userId, ...WEEK })).status).toBe(403);
  });

  it('cannot be given twice at once', async () => {
    const answers = await Promise.all([give(), give({ delegateId: author.userId })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('are given for somebody else by an admin alone', async () => {
    const admin = await product.given.person(workspace, 'admin');
    expect((await give({ giverId: lead.userId }, author)).body).toMatchObject({ code: 'not_yours' });
    expect((await give({ giverId: lead.userId }, admin)).body).toMatchObject({
      giverId: lead.userId,
      createdBy: admin.userId,
    });
  });

  it('are taken back by who gave them, given back by who holds them, and by nobody else', async () => {
    const { body } = await give();
    expect((await revoke(body, author)).body).toMatchObject({ code: 'not_yours' });
    expect((await revoke({ ...body, version: 7 }, lead)).body).toMatchObject({ code: 'stale_version' });
    expect((await revoke(body, delegate)).body).toMatchObject({ running: false, version: 2 });
    expect((await revoke({ ...body, version: 2 }, lead)).body).toMatchObject({ code: 'conflict' });
    expect((await (await waiver()).approve(delegate, forWhom(lead))).status).toBe(403);
    const listed = await lead.http.get<{ rows: Delegation[] }>(path);
    expect(listed.body.rows.map(({ id }) => id)).not.toContain(body.id);
    const all = await lead.http.get<{ rows: Delegation[] }>(`${path}?ended=true`);
    expect(all.body.rows.map(({ id }) => id)).toContain(body.id);
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    expect((await stranger.http.get(`${path}/${body.id}`)).status).toBe(404);
  });
});
