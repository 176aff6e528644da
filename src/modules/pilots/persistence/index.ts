import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const PILOTS_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
