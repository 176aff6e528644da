import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';

import type { WorkspaceRef } from '../../kernel/actor/index.js';
import type { SweepName } from './timetable.js';

/**
 * A part of a timetabled sweep: finds what is due by state, in keyset batches, and acts once on each. Several classes
 * may serve the same entry of the timetable, one for each module whose rows it concerns.
 */
export interface Sweep {
  /**
   * @param workspace the one it serves; none for a sweep that is run once
   * @returns how many rows it acted on
   */
  run(now: Date, workspace?: WorkspaceRef): Promise<number>;
}

/** Whether a sweep runs in every workspace, serving that one alone, or once, for what belongs to none. */
export type SweepScope = 'every-workspace' | 'once';

export interface SweepDeclaration {
  readonly name: SweepName;
  readonly scope: SweepScope;
}

export const SWEEP = 'shewhart:sweep';

/** Declares a class as (a part of) the sweep of that name. */
export function Sweeps(name: SweepName, scope: SweepScope = 'every-workspace'): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(SWEEP, { name, scope } satisfies SweepDeclaration));
}
