import { accepted, type Cast } from './cast.js';
import type { Instant, ItemAct } from './script.js';

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly endedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly steps: readonly { readonly userId: string | null; readonly toldAt: Instant | null }[];
}

/** Somebody whom the open round has told takes it on; nobody does where it told nobody yet, or is taken on already. */
export async function acknowledge(
  { workspace, lead, people, items, made }: Cast,
  { item, record, by, until }: ItemAct & { readonly act: 'acknowledges' },
  at: Instant,
): Promise<void> {
  const subjectId = record === null ? items.get(item)?.id : made.get(record);
  const path = `${workspace.path}/escalations`;
  const found = await lead.http.get<{ rows: Shown[] }>(`${path}?subjectId=${subjectId ?? ''}&limit=1`);
  const [newest] = accepted(found, { item, record }, at).rows;
  const told = newest?.steps.filter(({ toldAt }) => toldAt !== null).map(({ userId }) => userId) ?? [];
  const userId = told.at(by === 'first' ? 0 : -1);
  if (!newest || newest.endedAt !== null || newest.acknowledgedAt !== null || userId === undefined) return;
  const body = { note: 'As the script says', ...(until.includes('T') ? { untilAt: until } : { untilOn: until }) };
  const one = [...people.values()].find((person) => person.userId === userId);
  const headers = { 'if-match': `"${newest.version}"` };
  const answer = await one?.http.post(`${path}/${newest.id}/acknowledgement`, body, headers);
  if (!answer) throw new Error(`${at} nobody of the cast was told of ${record ?? item}`);
  accepted(answer, { item, record, ...body }, at);
}
