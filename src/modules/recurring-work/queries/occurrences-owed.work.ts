import { AssignedRecords, OF_NO_ITEM, ProvidesWork, type WorkQuestion } from '../../worklist/index.js';

const REPORT_DONE = { en: 'Report it done', 'zh-CN': '报告完成' };

/** The dates of recurring rules that a person owes. */
@ProvidesWork('occurrence')
export class OccurrencesOwed extends AssignedRecords {
  constructor() {
    super({
      table: 'recurring_occurrences',
      belonging: OF_NO_ITEM,
      owedBy: 'owner_id',
      isOwed: "t.status = 'open'",
      columns: { overdueSince: 't.overdue_since', detail: 't.kind' },
      path: 'recurring-occurrences',
      done: { name: REPORT_DONE, body: { status: 'done', result: null } },
    });
  }

  /** An auditor may report nothing, so he owes nothing. */
  override select(asked: WorkQuestion) {
    const selection = super.select(asked);
    return { ...selection, where: `${selection.where} AND ${asked.role} <> 'auditor'` };
  }
}
