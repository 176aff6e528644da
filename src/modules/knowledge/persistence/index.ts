import { KnowledgeEntry } from './knowledge-entry.entity.js';
import { Sop } from './sop.entity.js';

export const KNOWLEDGE_ENTITIES = [Sop, KnowledgeEntry];
