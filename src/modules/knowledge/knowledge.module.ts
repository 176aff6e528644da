import { Module } from '@nestjs/common';

/** What remains: standard operating procedures and knowledge entries. */
@Module({})
export class KnowledgeModule {}
