import type { GivenPerson, GivenWorkspace, SpecProduct } from '../harness/index.js';
import type { Answer } from '../harness/caller.js';
import type { Country, Instant, Quarter } from './script.js';

/** What the script calls by name, as it stands in the product. */
export interface Cast {
  readonly workspace: GivenWorkspace;
  /** Does everything that is done; owes and owns nothing, and is told nothing. */
  readonly lead: GivenPerson;
  /** Approves plans. */
  readonly approver: GivenPerson;
  readonly people: ReadonlyMap<string, GivenPerson>;
  /** Item ids and keys. */
  readonly items: ReadonlyMap<string, { readonly id: string; readonly key: string }>;
  readonly calendars: ReadonlyMap<Country, string>;
  /** Ids of tasks, milestones and absences, as they are made. */
  readonly made: Map<string, string>;
}

/** Everybody is a member, in his zone and with his calendar; all items are there and active. */
export async function assemble(product: SpecProduct, quarter: Quarter): Promise<Cast> {
  const workspace = await product.given.workspace();
  const [lead, approver] = [
    await product.given.person(workspace, 'admin'),
    await product.given.person(workspace, 'admin'),
  ];
  const calendars = new Map<Country, string>();
  for (const country of ['CN', 'DE', 'US'] as const) {
    const body = { name: country, country };
    const { id } = accepted(await lead.http.post<{ id: string }>(`${workspace.path}/calendars`, body), body);
    calendars.set(country, id);
  }
  const people = new Map<string, GivenPerson>();
  for (const { name, zone, country, weekdays } of quarter.people) {
    const person = await product.given.person(workspace, 'member');
    const body = { timeZone: zone, calendarId: calendars.get(country), weekdays };
    accepted(await lead.http.patch(`${workspace.path}/members/${person.userId}/working-time`, body, 0), body);
    people.set(name, person);
  }
  await placeInUnits(lead, workspace, quarter, people);
  const items = new Map<string, { id: string; key: string }>();
  for (const { name, owner, sponsor, severity } of quarter.items) {
    const ownerId = people.get(owner)?.userId ?? null;
    const sponsorId = people.get(sponsor)?.userId ?? null;
    const item = await product.given.item(workspace, { stage: 'plan', ownerId, sponsorId, severity });
    items.set(name, item);
    // What its plan answers.
    await product.sql.query(
      `INSERT INTO causes (id, workspace_id, item_id, cycle, method, hypothesis, statement, state, created_at)
       VALUES ($1, $2, $1, 1, 'five_why', 'Too slow', 'Too slow', 'confirmed', now())`,
      [item.id, workspace.id],
    );
  }
  return { workspace, lead, approver, people, items, calendars, made: new Map() };
}

async function placeInUnits(
  lead: GivenPerson,
  { path }: GivenWorkspace,
  { units, people: planned }: Quarter,
  people: ReadonlyMap<string, GivenPerson>,
): Promise<void> {
  const ids = new Map<string, string>();
  for (const { name, parent, head } of units) {
    const body = { name, parentId: ids.get(parent ?? '') ?? null, headId: people.get(head ?? '')?.userId ?? null };
    ids.set(name, accepted(await lead.http.post<{ id: string }>(`${path}/units`, body), body).id);
  }
  for (const { name, unit } of planned) {
    const body = { unitId: ids.get(unit) };
    accepted(await lead.http.call('PUT', `${path}/members/${people.get(name)?.userId ?? ''}/unit`, body), { name });
  }
}

/** The script’s name of whatever has this id in the product. */
export function namesOf({ people, items, made }: Cast): (id: string) => string {
  const names = new Map([
    ...[...people].map(([name, { userId }]) => [userId, name] as const),
    ...[...items].map(([name, { id }]) => [id, name] as const),
    ...[...made].map(([name, id]) => [id, name] as const),
  ]);
  return (id) => names.get(id) ?? id;
}

/** @throws Error when the product refuses what the script says can be done */
export function accepted<Body>({ status, body }: Answer<Body>, what: object, at?: Instant): Body {
  if (status < 300) return body;
  throw new Error(`${at ?? ''} ${JSON.stringify(what)} is refused: ${status} ${JSON.stringify(body)}`);
}
