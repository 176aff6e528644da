import { In } from 'typeorm';

import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { OPEN_TASK_STATUSES } from '../domain/task-words.js';
import { Task } from '../persistence/task.entity.js';

/** Enough to act on; the list has the rest. */
const NAMED = 5;

const OPEN = {
  en: '{count} task(s) of this cycle are open: {titles}.',
  'zh-CN': '本循环仍有 {count} 项任务未完成:{titles}。',
};

/** L-11, L-12: nothing that somebody still owes is left behind. */
@ProvidesGate({ name: 'no-task-is-open', waivable: true, fix: { who: WHO.team, where: 'tasks' } })
export class NoTaskIsOpen implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const [named, count] = await tx.findAndCount(Task, {
      where: { itemId: item.id, cycle: item.cycle, status: In([...OPEN_TASK_STATUSES]) },
      order: { dueOn: 'ASC', id: 'ASC' },
      take: NAMED,
    });
    if (count === 0) return metUnless([]);
    const titles = named.map(({ title }) => `“${title}”`).join(', ') + (count > NAMED ? ' …' : '');
    return metUnless([{ code: 'tasks-open', message: OPEN, params: { count, titles } }]);
  }
}
