import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const MILESTONES_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
