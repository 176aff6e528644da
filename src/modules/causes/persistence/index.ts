import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const CAUSES_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
