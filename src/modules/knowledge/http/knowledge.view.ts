import type { Page } from '../../../platform/database/index.js';
import type { KnowledgeShown } from '../queries/show-knowledge.query.js';
import type { SopShown } from '../queries/show-sops.query.js';

export class SopView {
  id!: string;
  itemKey!: string;
  cycle!: number;
  title!: string;
  body!: string;
  /** draft, approved, published or superseded. */
  state!: string;
  createdBy!: string | null;
  createdAt!: string;
  /** Who last wrote title or body. */
  writtenBy!: string | null;
  approvedBy!: string | null;
  approvedAt!: string | null;
  publishedBy!: string | null;
  publishedAt!: string | null;
  /** The procedure that took its place. */
  supersededBy!: string | null;
  version!: number;

  static of({ sop, itemKey }: SopShown): SopView {
    return {
      id: sop.id,
      itemKey,
      cycle: sop.cycle,
      title: sop.title,
      body: sop.body,
      state: sop.state,
      createdBy: sop.createdBy,
      createdAt: sop.createdAt.toISOString(),
      writtenBy: sop.writtenBy,
      approvedBy: sop.approvedBy,
      approvedAt: sop.approvedAt?.toISOString() ?? null,
      publishedBy: sop.publishedBy,
      publishedAt: sop.publishedAt?.toISOString() ?? null,
      supersededBy: sop.supersededBy,
      version: sop.version,
    };
  }
}

export class KnowledgeEntryView {
  id!: string;
  itemKey!: string;
  cycle!: number;
  title!: string;
  summary!: string;
  tags!: string[];
  createdBy!: string | null;
  createdAt!: string;

  static of({ entry, itemKey }: KnowledgeShown): KnowledgeEntryView {
    const { id, cycle, title, summary, tags, createdBy, createdAt } = entry;
    return { id, itemKey, cycle, title, summary, tags, createdBy, createdAt: createdAt.toISOString() };
  }
}

export class KnowledgePageView {
  rows!: KnowledgeEntryView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<KnowledgeShown>): KnowledgePageView {
    return { rows: rows.map((row) => KnowledgeEntryView.of(row)), nextCursor };
  }
}
