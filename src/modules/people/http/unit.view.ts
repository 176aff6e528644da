import type { UnitRow } from '../queries/units.query.js';

export class UnitView {
  id!: string;
  name!: string;
  parentId!: string | null;
  headId!: string | null;
  headName!: string | null;
  /** How many people belong to it itself. */
  members!: number;
  createdAt!: string;
  archivedAt!: string | null;
  version!: number;

  static of({ createdAt, archivedAt, ...row }: UnitRow): UnitView {
    return { ...row, createdAt: createdAt.toISOString(), archivedAt: archivedAt?.toISOString() ?? null };
  }
}
