import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const TRIGGERS_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
