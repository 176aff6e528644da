import type { EntityTarget, ObjectLiteral } from 'typeorm';

export const KNOWLEDGE_ENTITIES: EntityTarget<ObjectLiteral>[] = [];
