import { describe, expect, it } from '@jest/globals';

import { MONDAY_TO_FRIDAY, newDeadline, workingCalendar } from '../../../kernel/time/index.js';
import { changed, problemsIn, refuseIllegalMove, refuseUnlessTheirs, type TaskFacts } from './task-change.js';
import { TASK_STATUSES, type TaskStatus } from './task-words.js';

const TODAY = '2026-11-18';
const WEEK = workingCalendar(MONDAY_TO_FRIDAY);
const NOW = new Date('2026-11-18T02:00:00Z');
const ASSIGNEE = { userId: 'ana', leads: false };
const LEAD = { userId: 'lea', leads: true };

function task(facts: Partial<TaskFacts> = {}): TaskFacts {
  const words = { title: 'Call ten users', description: '', assigneeId: 'ana' };
  return {
    ...newDeadline('2026-11-20'),
    ...words,
    status: 'todo',
    progress: 0,
    doneAt: null,
    approvalId: null,
    heldUpBy: [],
    ...facts,
  };
}

/** One line a status; `x` may follow, `r` needs a lead and a reason, `.` cannot. In the order of TASK_STATUSES. */
const MOVES: Readonly<Record<TaskStatus, string>> = {
  todo: 'xxxxx',
  doing: 'xxxxx',
  blocked: 'xxxxx',
  done: 'r..x.',
  cancelled: 'r...x',
};

describe('the status of a task', () => {
  const cells = TASK_STATUSES.flatMap((from) =>
    TASK_STATUSES.map((to, place) => ({ from, to, may: MOVES[from].charAt(place) })),
  );

  it.each(cells)('from $from to $to: $may', ({ from, to, may }) => {
    const attempt = () => refuseIllegalMove(task({ status: from }), { status: to });
    if (may === '.') expect(attempt).toThrow('illegal_state');
    else expect(attempt).not.toThrow();
    const asAssignee = () => refuseUnlessTheirs(task({ status: from }), { status: to }, ASSIGNEE);
    if (may === 'x') expect(asAssignee).not.toThrow();
    else expect(asAssignee).toThrow('not_yours');
    const asked = problemsIn(task({ status: from }), { status: to }, LEAD).map(({ code }) => code);
    if (may !== '.') expect(asked).toEqual(may === 'r' ? ['reason_needed'] : []);
  });

  it('stops the clock when blocked and lets it go on with the working days it stood', () => {
    const blocked = changed(task(), { status: 'blocked' }, TODAY, WEEK, NOW);
    expect(blocked.stoppedOn).toBe(TODAY);
    expect(changed(blocked, { status: 'doing' }, '2026-11-24', WEEK, NOW)).toMatchObject({
      dueOn: '2026-11-26',
      slips: 0,
    });
  });

  it('lets the clock stand on while an approval is owed by somebody else, whatever becomes of the block', () => {
    const waiting = task({ approvalId: 'a', stoppedOn: TODAY });
    const blocked = changed(waiting, { status: 'blocked' }, '2026-11-19', WEEK, NOW);
    const unblocked = changed(blocked, { status: 'doing' }, '2026-11-24', WEEK, NOW);
    expect(unblocked).toMatchObject({ stoppedOn: TODAY, dueOn: '2026-11-20', approvalId: 'a' });
    expect(changed(unblocked, { status: 'done' }, '2026-11-24', WEEK, NOW)).toMatchObject({
      stoppedOn: null,
      approvalId: null,
    });
  });

  it('done leaves no flag and no clock, also from blocked', () => {
    const late = task({ status: 'blocked', stoppedOn: '2026-11-25', overdueSince: '2026-11-21' });
    const done = changed(late, { status: 'done' }, '2026-11-30', WEEK, NOW);
    expect(done).toMatchObject({
      progress: 100,
      doneAt: NOW,
      overdueSince: null,
      stoppedOn: null,
      dueOn: '2026-11-20',
    });
  });
});
