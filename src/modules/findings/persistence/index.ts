import { Finding } from './finding.entity.js';

export { Finding };
export const FINDING_ENTITIES = [Finding];
