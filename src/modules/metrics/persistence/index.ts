import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const METRICS_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
