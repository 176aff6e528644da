import { Module } from '@nestjs/common';

import { KnowledgeEntryIsWritten } from './gates/knowledge-entry-is-written.gate.js';
import { SopIsPublished } from './gates/sop-is-published.gate.js';
import { KnowledgeController } from './http/knowledge.controller.js';
import { SopsController } from './http/sops.controller.js';
import { ApproveSop } from './operations/approve-sop.operation.js';
import { DraftSop } from './operations/draft-sop.operation.js';
import { EditSop } from './operations/edit-sop.operation.js';
import { PublishSop } from './operations/publish-sop.operation.js';
import { SopAccess } from './operations/sop-access.js';
import { WriteKnowledgeEntry } from './operations/write-knowledge-entry.operation.js';
import { ShowKnowledge } from './queries/show-knowledge.query.js';
import { ShowSops } from './queries/show-sops.query.js';
import { SopsToApprove } from './queries/sops-to-approve.work.js';

const GATES = [KnowledgeEntryIsWritten, SopIsPublished];

/** What remains: standard operating procedures and knowledge entries. */
@Module({
  controllers: [SopsController, KnowledgeController],
  providers: [
    SopsToApprove,
    ...GATES,
    SopAccess,
    DraftSop,
    EditSop,
    ApproveSop,
    PublishSop,
    WriteKnowledgeEntry,
    ShowSops,
    ShowKnowledge,
  ],
})
export class KnowledgeModule {}
