import type { GivenPerson, GivenWorkspace } from './given.js';

/** A complete design that began on the first of the month in which the specs take place. */
export const DESIGN = {
  page: 'Order page',
  variables: ['How shipping is shown'],
  controlName: 'By the piece',
  variantName: 'Free above 99',
  primaryMetric: 'conversion',
  segment: 'new users',
  share: 0.1,
  expectedControlRate: 0.05,
  minimumEffect: 0.01,
  startsOn: '2026-11-01',
  plannedDays: 14,
} as const;

const arm = (converted: number, exposed: number) => ({ exposed, converted });

/** Counts of trials that really happened, or of table 5; fourteen days of them. */
export const COUNTS = {
  /** Mail campaign, visits: no mail against mail. */
  won: { control: arm(2262, 21_306), variant: arm(3894, 21_307), countedOn: '2026-11-14' },
  /** Mobile game, retention on day 7: gate at level 30 against level 40. */
  lost: { control: arm(8502, 44_700), variant: arm(8279, 45_489), countedOn: '2026-11-14' },
  alike: { control: arm(1001, 10_000), variant: arm(1010, 10_000), countedOn: '2026-11-14' },
  /** Test 2 of table 5. */
  tooFew: { control: arm(324, 9250), variant: arm(389, 9250), countedOn: '2026-11-14' },
} as const;

export interface PilotSeen {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly version: number;
}

/** Drafts a pilot of the item over the API. */
export async function draftPilot(
  { http }: GivenPerson,
  { path }: GivenWorkspace,
  itemKey: string,
  fields: object = {},
): Promise<PilotSeen> {
  const drafted = await http.post<PilotSeen>(`${path}/items/${itemKey}/pilots`, { ...DESIGN, ...fields });
  if (drafted.status !== 201) throw new Error(`no pilot was drafted: ${JSON.stringify(drafted.body)}`);
  return drafted.body;
}
