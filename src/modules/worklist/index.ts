export type { Clearing, OwedRow, Sentence, WorkRow } from './domain/work-row.js';
export { type ApprovalAwaited, ApprovalsAwaited } from './queries/approvals-awaited.query.js';
export { AssignedRecords, OF_ITEM_AT_WORK, OF_NO_ITEM } from './queries/assigned-records.js';
export { MyWork } from './queries/my-work.query.js';
export { sinceAwaited } from './queries/since-awaited.js';
export type { WorkQuestion } from './queries/work-question.js';
export { ProvidesWork, type WorkSelection, type WorkSource } from './queries/work-source.js';
export * from './worklist.module.js';
