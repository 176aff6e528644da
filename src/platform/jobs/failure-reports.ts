/** Events by which admins hear of what failed for good. That one of these fails is told to nobody: it would never end. */
export const FAILURE_REPORTS = [
  'dead_letter.reported',
  'webhook.gave_up',
  'mail.gave_up',
  'invitation.gave_up',
] as const;

/** More would not be read in one sentence. */
const MOST_NAMES = 3;

/** Some names of many, each once, for a sentence: `a, b, c …`. */
export function someOf(names: readonly string[]): string {
  const different = [...new Set(names)].sort();
  return different.slice(0, MOST_NAMES).join(', ') + (different.length > MOST_NAMES ? ' …' : '');
}
