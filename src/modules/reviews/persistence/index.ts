import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const REVIEWS_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
