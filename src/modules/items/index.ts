export * from './domain/item-words.js';
export {
  type GateName,
  ITEM_LIFECYCLE,
  stagesAfter,
  TRANSITION_NAMES,
  type TransitionName,
} from './domain/item-lifecycle.js';
export { deadlineBelow } from './domain/item-clock.js';
export { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './gates/item-gate.js';
export * from './items.module.js';
export { AdvanceItem } from './operations/advance-item.operation.js';
export { CALENDAR_EVENTS, whoseDaysChanged } from './operations/calendar-change.js';
export { BELOW_ITEM, type DatedRecords } from './operations/dated-records.js';
export { DeadlineSweep } from './operations/deadline-sweep.js';
export { ReckonDeadlines } from './operations/reckon-deadlines.js';
export { ITEM_NOUN, ItemAccess } from './operations/item-access.js';
export { type CycleRecord, lockRecord, type RecordKind } from './operations/lock-record.js';
export { KeySequence } from './operations/key-sequence.js';
export { type NewEvidence, type NewItem, OpenItem } from './operations/open-item.operation.js';
export { RecordEvidence } from './operations/record-evidence.operation.js';
export { touchItem } from './operations/touch-item.js';
export { Containment } from './persistence/containment.entity.js';
export { Evidence } from './persistence/evidence.entity.js';
export { Item } from './persistence/item.entity.js';
export { TeamMember } from './persistence/team-member.entity.js';
export { ITEM_ENTITIES } from './persistence/index.js';
