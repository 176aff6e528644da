/** How many guesses are listened to, and how long nobody listens after each of the later ones. */
export interface AttemptLimit {
  /** Seconds to wait after the first, second, … failure in a row; the last holds for all that follow. */
  readonly waits: readonly number[];
  /** Seconds after which earlier failures are forgotten. */
  readonly forgetAfter: number;
}

const HOUR = 3_600;

/** Failures in a row that lock an account; its owner is told. */
export const LOCKED_AT = 10;
export const LOCK_SECONDS = HOUR;

const free = (count: number): number[] => Array<number>(count).fill(0);

/**
 * Ten guesses an hour at one account, whoever makes them, are some 240 a day: too few for any password of twelve
 * characters. An office shares one address, so an address gets more before it has to wait.
 */
export const LIMITS = {
  account: { waits: [...free(LOCKED_AT - 6), 30, 60, 120, 240, 480, LOCK_SECONDS], forgetAfter: 24 * HOUR },
  network: { waits: [...free(29), 30, 60, 120, 240, 480, 900], forgetAfter: HOUR },
  codeByNetwork: { waits: [...free(29), 30, 60, 120, 240, 480, 900], forgetAfter: HOUR },
  resetOfAccount: { waits: [0, 0, 900, HOUR], forgetAfter: 24 * HOUR },
  resetByNetwork: { waits: [...free(19), 60, 300, 900], forgetAfter: HOUR },
} as const satisfies Record<string, AttemptLimit>;

export type AttemptKind = keyof typeof LIMITS;

/** Counted by where a guess comes from: many people may sit there, so one who is right forgives but his own. */
export const BY_NETWORK: readonly AttemptKind[] = ['network', 'codeByNetwork', 'resetByNetwork'];

/** What an IPv6 customer is given is a /64: whoever has one has them all. */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip.replace('::ffff:', '');
  const [head = '', tail] = ip.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const full =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest];
  return `${full.slice(0, 4).join(':')}::/64`;
}
