import type { SettableClock } from '../../src/kernel/time/index.js';
import type { Narrator } from './narrator.js';
import type { Person } from './person.js';

/** What every chapter has at hand. */
export interface World {
  readonly tell: Narrator;
  readonly clock: SettableClock;
  readonly admin: Person;
  readonly lead: Person;
  readonly member: Person;
  readonly auditor: Person;
  /** The item's key, known from the first chapter on. */
  item: string;
}

/** All local times of the story are Shanghai's, which keeps no summer time. */
export function shanghai(local: string): Date {
  return new Date(`${local.replace(' ', 'T')}:00+08:00`);
}

/** Everybody's password in the story. */
export const PASSWORD = 'only-for-the-walk';

/** A signature, for those who are signed in. */
export function signed(meaning: string): { signature: { password: string; meaning: string } } {
  return { signature: { password: PASSWORD, meaning } };
}

/** Moves the story on. */
export function itIsNow(world: World, local: string): void {
  world.clock.set(shanghai(local));
  world.tell.say(`It is now ${local}.`);
}
