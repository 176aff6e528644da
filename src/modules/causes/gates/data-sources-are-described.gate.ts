import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { lackingIn } from '../domain/data-source.js';
import { DataSource } from '../persistence/data-source.entity.js';

const NONE = {
  code: 'no-data-source',
  message: { en: 'No data source is described.', 'zh-CN': '尚未说明任何数据来源。' },
};
const LACKS = { en: 'The data source "{name}" lacks its {lacking}.', 'zh-CN': '数据来源“{name}”缺少:{lacking}。' };

/** M-23 … M-25: where the figures come from, over which days, compared with what, and how clean they are. */
@ProvidesGate({ name: 'data-sources-are-described', waivable: false, fix: { who: WHO.data, where: 'data-sources' } })
export class DataSourcesAreDescribed implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const sources = await tx.find(DataSource, {
      where: { itemId: item.id, cycle: item.cycle, dropped: false },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    if (sources.length === 0) return metUnless([NONE]);
    return metUnless(
      sources.flatMap((source) =>
        lackingIn(source).map(({ code, words }) => ({
          code: `source-lacks-${code}`,
          message: LACKS,
          params: { name: source.name, lacking: words },
        })),
      ),
    );
  }
}
