import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const TASKS_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
