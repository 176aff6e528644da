import type { FindingShown } from '../queries/show-findings.query.js';

export class FindingView {
  id!: string;
  itemKey!: string;
  cycle!: number;
  /** `item` or `review`. */
  about!: string;
  severity!: string;
  statement!: string;
  /** `open`, `answered`, `verified` or `reopened`. */
  state!: string;
  answer!: string | null;
  answeredBy!: string | null;
  answeredAt!: string | null;
  /** Who verified or reopened it last. */
  judgedBy!: string | null;
  judgedAt!: string | null;
  createdBy!: string;
  createdAt!: string;
  version!: number;
  /** What the reader may do to it: `findings.write`, `findings.answer`. */
  permitted!: string[];

  static of({ finding, itemKey, permitted }: FindingShown): FindingView {
    const { workspaceId: _workspace, itemId: _item, createdAt, answeredAt, judgedAt, ...shown } = finding;
    return {
      ...shown,
      itemKey,
      permitted: [...permitted],
      createdAt: createdAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      judgedAt: judgedAt?.toISOString() ?? null,
    };
  }
}
