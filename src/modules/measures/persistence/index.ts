import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const MEASURES_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
