/** A unit as far as the line above it goes. */
export interface UnitPlace {
  readonly id: string;
  readonly parentId: string | null;
  readonly headId: string | null;
}

/** The unit itself and those above it, nearest first. Ends where a unit comes twice, so that no data makes it endless. */
export function unitsAbove<Place extends UnitPlace>(units: readonly Place[], unitId: string | null): Place[] {
  const above: Place[] = [];
  for (let next = unitId; next !== null;) {
    const unit = units.find(({ id }) => id === next);
    if (!unit || above.includes(unit)) break;
    above.push(unit);
    next = unit.parentId;
  }
  return above;
}

/**
 * Whom a person reports to, nearest first: the head of his unit, then the heads above. Who heads his own unit reports
 * to the next above; a unit without a head is passed over.
 *
 * @param unitId the unit he belongs to
 */
export function reportingLine(units: readonly UnitPlace[], unitId: string | null, userId: string): string[] {
  const headed = units.find(({ headId }) => headId === userId)?.id ?? null;
  const heads = unitsAbove(units, unitId ?? headed).map(({ headId }) => headId);
  return [...new Set(heads.filter((headId): headId is string => headId !== null && headId !== userId))];
}

/** The head of a unit, or of the nearest above it that has one. */
export function nearestHead(units: readonly UnitPlace[], unitId: string | null): string | null {
  return unitsAbove(units, unitId).find(({ headId }) => headId !== null)?.headId ?? null;
}

/** The units whose items are somebody's own: his, those he heads, and all below these. */
export function unitsInReach(units: readonly UnitPlace[], unitId: string | null, userId: string): string[] {
  const headed = (id: string) => unitsAbove(units, id).some(({ headId }) => headId === userId);
  return units.filter(({ id }) => id === unitId || headed(id)).map(({ id }) => id);
}
