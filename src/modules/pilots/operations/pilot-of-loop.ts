import type { Tx } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import { Pilot } from '../persistence/pilot.entity.js';

/** The pilot that counts for an item now: the newest of its cycle and loop. One before it was stopped or rolled back. */
export function pilotOfLoop(tx: Tx, { id: itemId, cycle, loop }: Item): Promise<Pilot | null> {
  return tx.findOne(Pilot, { where: { itemId, cycle, loop }, order: { createdAt: 'DESC', id: 'DESC' } });
}
