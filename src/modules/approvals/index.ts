export * from './approvals.module.js';
export { WithdrawApproval } from './operations/withdraw-approval.operation.js';
export { APPROVAL_ENTITIES } from './persistence/index.js';
