import type { Environment } from './environment.js';

/** How many requests a minute are answered; 0: as many as come. */
export interface RateLimits {
  /** Of one person, over all his sessions. */
  readonly person: number;
  /** With one API key. */
  readonly key: number;
  /** From one address, by whoever shows no session or key that is in force. */
  readonly address: number;
}

/** Wide enough for anybody at work and for an hour's back-log of a program, too narrow to keep others from working. */
const DEFAULTS: RateLimits = { person: 3_000, key: 6_000, address: 600 };

export function readRateLimits(env: Environment, problems: string[]): RateLimits {
  const read = (name: string, otherwise: number): number => {
    const text = env[name] || String(otherwise);
    if (!/^\d{1,9}$/.test(text)) problems.push(`${name} must be a number of requests a minute, not "${text}"`);
    return Number(text);
  };
  return {
    person: read('RATE_LIMIT_PERSON', DEFAULTS.person),
    key: read('RATE_LIMIT_KEY', DEFAULTS.key),
    address: read('RATE_LIMIT_ADDRESS', DEFAULTS.address),
  };
}
