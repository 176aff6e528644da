import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const ROLLOUTS_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
