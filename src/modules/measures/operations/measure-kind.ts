import type { RecordKind } from '../../items/index.js';
import { Measure } from '../persistence/measure.entity.js';

export const MEASURE: RecordKind<Measure> = {
  entity: Measure,
  noun: { en: 'measure', 'zh-CN': '措施' },
  stages: ['plan'],
};
