import { deviceOf } from '../domain/device.js';
import type { SessionShown } from '../queries/sessions.query.js';

/** One place where a person is signed in. */
export class SessionView {
  id!: string;
  /** Browser and system, as far as they are known: `Firefox, Windows`. */
  device!: string | null;
  ip!: string | null;
  createdAt!: string;
  /** To the minute. */
  lastSeenAt!: string;
  expiresAt!: string;
  /** Whether it is the one that asks. */
  current!: boolean;

  static of(
    { id, ip, userAgent, createdAt, lastSeenAt, expiresAt }: SessionShown,
    currentId: string | null,
  ): SessionView {
    return {
      id,
      device: deviceOf(userAgent),
      ip,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      current: id === currentId,
    };
  }
}

export class SessionsEndedView {
  /** How many sessions were ended. */
  ended!: number;
}
