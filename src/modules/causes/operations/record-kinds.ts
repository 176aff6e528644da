import type { RecordKind } from '../../items/index.js';
import { Cause } from '../persistence/cause.entity.js';
import { DataSource } from '../persistence/data-source.entity.js';

export const DATA_SOURCE: RecordKind<DataSource> = {
  entity: DataSource,
  noun: { en: 'data source', 'zh-CN': '数据来源' },
  stages: ['diagnosis'],
};

export const CAUSE: RecordKind<Cause> = {
  entity: Cause,
  noun: { en: 'cause', 'zh-CN': '原因' },
  stages: ['diagnosis'],
};
