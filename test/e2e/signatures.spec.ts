import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { AFTER, givenReviewedItem, prepareClosing, type ReviewedItem, writeReview } from '../factories/given-review.js';
import { PASSWORD, signed } from '../factories/signed.js';
import { type Caller, type GivenWorkspace, type Json, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Shown {
  id: string;
  action: string;
  subjectId: string;
  version: number;
  printedName: string;
  role: string;
  meaning: string;
  method: string;
  signedAt: string;
  content: string;
  contentHash: string;
  intact: boolean;
}
interface Refusal {
  code: string;
  detail: string;
  errors?: { field: string; code: string; message: string }[];
}

const WRONG = { signature: { password: 'a guess of ten', meaning: 'review' } };

let product: SpecProduct;
let workspace: GivenWorkspace;
let reviewed: ReviewedItem;

beforeAll(async () => {
  product = await startSpecProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  workspace = await product.given.workspace();
  reviewed = await givenReviewedItem(product, workspace);
  await writeReview(reviewed.owner, reviewed.path, { ...AFTER, lesson: 'Ask for the address last.' });
});

const signOff = (by: Caller, body: object = signed('review'), headers?: Record<string, string>) =>
  by.post<Refusal>(`${reviewed.path}/review/sign-off`, body, headers);
const close = (by: Caller, body: object = signed('responsibility')) =>
  by.post<Refusal & { status: string; version: number }>(`${reviewed.path}/transitions`, { name: 'close', ...body });
const signatures = async () => (await reviewed.owner.http.get<Shown[]>(`${reviewed.path}/signatures`)).body;

describe('signing off a review', () => {
  it('records name, time, meaning and the very words that were signed', async () => {
    const { reviewer, item } = reviewed;
    const answer = await signOff(reviewer.seated);
    expect(answer.status).toBe(200);
    const [signature, ...others] = await signatures();
    expect(others).toEqual([]);
    expect(signature).toMatchObject({
      action: 'review.sign_off', subjectId: item.id, printedName: reviewer.name, role: 'lead', meaning: 'review',
      method: 'password', signedAt: '2026-11-18T02:00:00.000Z', intact: true,
    }); // prettier-ignore
    const content = JSON.parse(signature?.content ?? '') as { review: Json; baseline: Json };
    expect(content.review).toMatchObject({ lesson: 'Ask for the address last.', afterMean: 20 });
    expect(content.baseline).toMatchObject({ mean: 15 });
    expect((answer.body as unknown as { signature: Shown }).signature).toEqual(signature);
  });

  it('stands in the history, by reference', async () => {
    await signOff(reviewed.reviewer.seated);
    const [signature] = await signatures();
    const history = await reviewed.owner.http.get<{ rows: { action: string; changes: Json }[] }>(
      `${reviewed.path}/history`,
    );
    const { id, contentHash } = signature as Shown;
    expect(history.body.rows.at(-1)).toMatchObject({
      action: 'review.signed_off',
      changes: { signature: { to: { id, contentHash, meaning: 'review' } } },
    });
  });

  it('shows no signature once the words have changed, and keeps what was signed', async () => {
    await signOff(reviewed.reviewer.seated);
    const before = await signatures();
    await writeReview(reviewed.owner, reviewed.path, { lesson: 'Another.' });
    expect((await reviewed.owner.http.get(`${reviewed.path}/review`)).body).toMatchObject({ signature: null });
    expect(await signatures()).toEqual(before);
    await signOff(reviewed.reviewer.seated);
    const hashes = (await signatures()).map(({ contentHash }) => contentHash);
    expect(new Set(hashes).size).toBe(2);
  });

  it('is refused without a signature, in both languages', async () => {
    const refused = await signOff(reviewed.reviewer.seated, {});
    expect([refused.status, refused.body.code]).toEqual([422, 'signature_needed']);
    const chinese = await signOff(reviewed.reviewer.seated, {}, { 'accept-language': 'zh-CN' });
    expect(chinese.body.detail).toContain('须签署');
    expect(await signatures()).toEqual([]);
  });

  it('names everything that is wrong with a signature', async () => {
    const bad = await signOff(reviewed.reviewer.seated, { signature: { password: 7, meaning: 'fun', name: 'Bo' } });
    expect(bad.status).toBe(400);
    expect(bad.body.errors?.map(({ field }) => field).sort()).toEqual([
      'signature.meaning',
      'signature.name',
      'signature.password',
    ]);
    const empty = await signOff(reviewed.reviewer.seated, { signature: { meaning: 'review' } });
    expect(empty.body.errors).toMatchObject([{ field: 'signature', code: 'one_proof' }]);
  });

  it('is refused to a program with a key, whatever it knows', async () => {
    for (const body of [signed('review'), {}]) {
      const refused = await signOff(reviewed.reviewer.http, body);
      expect([refused.status, refused.body.code]).toEqual([403, 'signature_not_possible']);
    }
  });

  it('is signed once when the same person signs twice at once', async () => {
    const { seated } = reviewed.reviewer;
    const answers = await Promise.all([signOff(seated), signOff(seated)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await signatures()).toHaveLength(1);
  });
});

describe('a wrong password', () => {
  it('changes nothing, keeps the session, and stands in the trail', async () => {
    const { reviewer, owner } = reviewed;
    const refused = await signOff(reviewer.seated, WRONG);
    expect([refused.status, refused.body.code]).toEqual([403, 'presence_refused']);
    expect((await owner.http.get(`${reviewed.path}/review`)).body).toMatchObject({ signedBy: null, signature: null });
    const trail = await product.sql.query<Json[]>(
      "SELECT action FROM audit_events WHERE workspace_id = $1 AND action = 'signature.refused'",
      [workspace.id],
    );
    expect(trail).toEqual([{ action: 'signature.refused' }]);
    expect((await signOff(reviewer.seated)).status).toBe(200);
  });

  it('is somebody else’s password too', async () => {
    await product.sql.query(
      `UPDATE accounts SET password = (SELECT password FROM accounts WHERE user_id = $1) || 'x' WHERE user_id = $2`,
      [reviewed.owner.userId, reviewed.reviewer.userId],
    );
    expect((await signOff(reviewed.reviewer.seated)).body.code).toBe('presence_refused');
  });

  it('is answered five times in a row, by however many at once, and then not even the right one is', async () => {
    const { seated } = reviewed.reviewer;
    const answers = await Promise.all(Array.from({ length: 8 }, () => signOff(seated, WRONG)));
    expect(answers.map(({ status }) => status).sort()).toEqual([403, 403, 403, 403, 403, 429, 429, 429]);
    const locked = await signOff(seated);
    expect([locked.status, locked.body.code]).toEqual([429, 'too_many_attempts']);
    await product.sql.query("UPDATE presence_attempts SET last_at = last_at - interval '16 minutes'");
    expect((await signOff(seated)).status).toBe(200);
  });

  it('is forgotten after the right one', async () => {
    const { seated } = reviewed.reviewer;
    for (const body of [WRONG, WRONG, WRONG, WRONG]) await signOff(seated, body);
    expect((await signOff(seated)).status).toBe(200);
    expect(await product.sql.query('SELECT 1 FROM presence_attempts WHERE user_id = $1', [reviewed.reviewer.userId])).toEqual([]); // prettier-ignore
  });
});

describe('closing an item', () => {
  beforeEach(() => prepareClosing(workspace, reviewed));

  it('is signed: by whom, and for the item as it stands then, on top of what was signed before', async () => {
    const closed = await close(reviewed.owner.seated);
    expect(closed.body).toMatchObject({ status: 'closed' });
    const [signOffSignature, closing] = await signatures();
    expect(closing).toMatchObject({
      action: 'item.close', printedName: reviewed.owner.name, meaning: 'responsibility', version: closed.body.version,
    }); // prettier-ignore
    const content = JSON.parse(closing?.content ?? '') as { item: Json; earlierSignatures: string[] };
    expect(content.item).toMatchObject({ key: reviewed.item.key, status: 'closed', version: closed.body.version });
    expect(content.earlierSignatures).toEqual([signOffSignature?.contentHash]);
  });

  it('stays open without a signature and with a wrong one', async () => {
    const answers = [await close(reviewed.owner.seated, {}), await close(reviewed.owner.seated, WRONG)];
    expect(answers.map(({ body }) => body.code)).toEqual(['signature_needed', 'presence_refused']);
    expect((await reviewed.owner.http.get(reviewed.path)).body).toMatchObject({ status: 'active' });
    expect(await signatures()).toHaveLength(1);
  });

  it('says among the moves that it wants a signature, and takes none for another move', async () => {
    const moves = await reviewed.owner.http.get<{ name: string; needsSignature: boolean }[]>(
      `${reviewed.path}/transitions`,
    );
    const wanting = moves.body.filter(({ needsSignature }) => needsSignature).map(({ name }) => name);
    expect(wanting).toEqual(['close']);
    const refused = await close(reviewed.owner.seated, { name: 'hold', reason: 'Holidays', ...signed() });
    expect(refused.body.errors).toMatchObject([{ field: 'signature', code: 'not_signed' }]);
  });

  it('is done once by two who close at once', async () => {
    const answers = await Promise.all([close(reviewed.owner.seated), close(reviewed.reviewer.seated)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await signatures()).toHaveLength(2);
  });
});

describe('a signature', () => {
  it('cannot be changed, deleted or emptied away, whoever asks the database', async () => {
    await signOff(reviewed.reviewer.seated);
    for (const statement of [
      "UPDATE signatures SET printed_name = 'Somebody'",
      'DELETE FROM signatures',
      'TRUNCATE signatures',
    ]) {
      await expect(product.sql.query(statement)).rejects.toThrow('signatures are append-only');
    }
  });

  it('is shown to nobody of another workspace', async () => {
    await signOff(reviewed.reviewer.seated);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.signer(elsewhere, 'admin');
    const foreign = reviewed.path.replace(workspace.path, elsewhere.path);
    expect((await stranger.http.get(`${foreign}/signatures`)).status).toBe(404);
    expect((await stranger.http.get(`${reviewed.path}/signatures`)).status).toBe(404);
    const asked = await stranger.seated.post<Refusal>(`${foreign}/review/sign-off`, signed('review'));
    expect(asked.status).toBe(404);
  });

  it('stands under the approval of a waiver', async () => {
    const { owner, reviewer } = reviewed;
    const { key } = await product.given.item(workspace, { stage: 'rollout' });
    const path = `${workspace.path}/items/${key}/waivers`;
    const asked = { gate: 'watch-window-is-inside-band', reason: 'Singles’ Day', expiresOn: '2026-11-30' };
    const { id } = (await owner.http.post<{ id: string }>(path, asked)).body;
    expect((await reviewer.seated.post<Refusal>(`${path}/${id}/approval`)).body.code).toBe('signature_needed');
    expect((await reviewer.seated.post<Refusal>(`${path}/${id}/approval`, WRONG)).status).toBe(403);
    expect((await owner.http.get<Json[]>(path)).body).toMatchObject([{ approvedAt: null, signature: null }]);
    const approved = await reviewer.seated.post<{ signature: Shown }>(`${path}/${id}/approval`, signed());
    expect(approved.body.signature).toMatchObject({ action: 'waiver.approve', subjectId: id, meaning: 'approval' });
    expect(approved.body.signature.content).toContain('Singles’ Day');
    expect((await owner.http.get<Json[]>(path)).body).toMatchObject([{ signature: approved.body.signature }]);
  });

  it('repeats its answer for a repeated request with an Idempotency-Key, and is put once', async () => {
    const key = { 'idempotency-key': 'sign-1' };
    const answers = [
      await signOff(reviewed.reviewer.seated, signed('review'), key),
      await signOff(reviewed.reviewer.seated, signed('review'), key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await signatures()).toHaveLength(1);
    const kept = await product.sql.query<Json[]>('SELECT * FROM idempotency_keys WHERE key = $1', ['sign-1']);
    expect(JSON.stringify(kept)).not.toContain(PASSWORD);
  });
});
