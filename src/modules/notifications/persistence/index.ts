import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const NOTIFICATIONS_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
