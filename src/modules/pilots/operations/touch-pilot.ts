import type { Tx } from '../../../platform/database/index.js';
import { Pilot } from '../persistence/pilot.entity.js';

/** Writes changed fields of a locked pilot: one version further, changed now. The entity follows. */
export async function touchPilot(tx: Tx, pilot: Pilot, changes: Partial<Pilot>, now: Date): Promise<void> {
  const written = { ...changes, version: pilot.version + 1, changedAt: now };
  // The judgement is plain JSON, which TypeORM's type for partial updates takes for an entity of its own.
  await tx.update(Pilot, { id: pilot.id }, written as object);
  Object.assign(pilot, written);
}
