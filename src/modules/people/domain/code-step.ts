import { createHmac, timingSafeEqual } from 'node:crypto';

const DIGITS = 6;
export const STEP_SECONDS = 30;
/** Clocks may differ by one step each way, as RFC 6238, 5.2 recommends at the most. */
const DRIFT = [-1, 0, 1];

/**
 * The step of time whose code this is, around `now`; undefined when it is none's. Steps are counted in half minutes since
 * 1970 (RFC 6238, 4.2), so a later code has a greater step.
 *
 * @param secret as the bytes that the authenticator application has
 */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | undefined {
  const current = Math.floor(now.getTime() / 1_000 / STEP_SECONDS);
  const steps = DRIFT.map((drift) => Math.max(0, current + drift));
  return steps.find((step) => isEqual(codeAt(secret, step), code.replace(/\s/g, '')));
}

/** The code of a step: HOTP with SHA-1 (RFC 4226, 5.3). */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
