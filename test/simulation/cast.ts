import type { GivenPerson, GivenWorkspace, SpecProduct } from '../harness/index.js';
import type { Answer } from '../harness/caller.js';
import type { Country, Instant, Notice, Quarter } from './script.js';

/** What the script calls by name, as it stands in the product. */
export interface Cast {
  readonly workspace: GivenWorkspace;
  /** Does everything that is done; owes and owns nothing, and is told nothing. */
  readonly lead: GivenPerson;
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
  const lead = await product.given.person(workspace, 'admin');
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
  await placeInOneDepartment(lead, workspace, [...people.values()]);
  const items = new Map<string, { id: string; key: string }>();
  for (const { name, owner, sponsor, severity } of quarter.items) {
    const ownerId = people.get(owner)?.userId ?? null;
    const sponsorId = people.get(sponsor)?.userId ?? null;
    items.set(name, await product.given.item(workspace, { stage: 'diagnosis', ownerId, sponsorId, severity }));
  }
  return { workspace, lead, people, items, calendars, made: new Map() };
}

/** Headed by the first of them, so that the ladder has an upper end. */
async function placeInOneDepartment(lead: GivenPerson, { path }: GivenWorkspace, people: readonly GivenPerson[]) {
  const body = { name: 'Operations', headId: people[0]?.userId };
  const { id } = accepted(await lead.http.post<{ id: string }>(`${path}/units`, body), body);
  for (const { userId } of people) {
    const placed = await lead.http.call('PUT', `${path}/members/${userId}/unit`, { unitId: id });
    accepted(placed, { userId });
  }
}

/** Everything that anybody was told, in the script’s names; but not the steps of the ladder. */
export async function noticesTold({ sql }: SpecProduct, { workspace, people, items, made }: Cast): Promise<Notice[]> {
  const names = new Map([
    ...[...people].map(([name, { userId }]) => [userId, name] as const),
    ...[...items].map(([name, { id }]) => [id, name] as const),
    ...[...made].map(([name, id]) => [id, name] as const),
  ]);
  const rows = await sql.query<{ at: Date; kind: string; about: string; whom: string }[]>(
    `SELECT created_at AS at, kind, subject_id AS about, user_id AS whom FROM notifications
     WHERE workspace_id = $1 AND kind <> 'escalation.raised'`,
    [workspace.id],
  );
  const nameOf = (id: string) => names.get(id) ?? id;
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), about: nameOf(row.about), whom: nameOf(row.whom) }));
}

/** @throws Error when the product refuses what the script says can be done */
export function accepted<Body>({ status, body }: Answer<Body>, what: object, at?: Instant): Body {
  if (status < 300) return body;
  throw new Error(`${at ?? ''} ${JSON.stringify(what)} is refused: ${status} ${JSON.stringify(body)}`);
}
