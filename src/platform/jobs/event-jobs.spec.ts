import { describe, expect, it } from '@jest/globals';

import { eventJobs, type QueuedEvent } from './event-jobs.js';
import { EVENT_PRIORITIES, JOB_PLAN } from './job-plan.js';

const { mostInJob, jobsOfBatch } = JOB_PLAN.events;

function events(count: number, others: Partial<QueuedEvent> = {}, from = 1): QueuedEvent[] {
  return Array.from({ length: count }, (_, index) => ({ id: from + index, workspaceId: 'one', ...others }));
}

const idsOf = (given: readonly QueuedEvent[]) => eventJobs(given).map(({ data }) => data.eventIds);

describe('the jobs that carry events', () => {
  it('are one for each event while there are few', () => {
    expect(eventJobs(events(2)).map(({ data, opts }) => [data, opts.jobId])).toEqual([
      [{ eventIds: [1], workspaceId: 'one' }, 'event-1'],
      [{ eventIds: [2], workspaceId: 'one' }, 'event-2'],
    ]);
    expect(eventJobs(events(jobsOfBatch))).toHaveLength(jobsOfBatch);
  });

  it('carry several of a flood, in the order given and no more than the plan says', () => {
    expect(idsOf(events(jobsOfBatch + 1))[0]).toEqual([1, 2]);
    const flood = idsOf(events(10_000));
    expect(Math.max(...flood.map((ids) => ids?.length ?? 0))).toBe(mostInJob);
    expect(flood.flat()).toEqual(events(10_000).map(({ id }) => id));
  });

  it('carry events of one workspace and one priority each', () => {
    const mixed = [
      ...events(40),
      ...events(40, { workspaceId: 'two' }, 41),
      ...events(40, { priority: EVENT_PRIORITIES.product }, 81),
    ];
    for (const { data, opts } of eventJobs(mixed)) {
      const whose = mixed.filter(({ id }) => data.eventIds?.includes(id));
      expect(new Set(whose.map(({ workspaceId }) => workspaceId))).toEqual(new Set([data.workspaceId]));
      expect(new Set(whose.map(({ priority = EVENT_PRIORITIES.person }) => priority))).toEqual(
        new Set([opts.priority]),
      );
    }
  });

  it('carry an event that was on its way before alone, under the id that its job may still have', () => {
    const given = [...events(50), { id: 51, workspaceId: 'one', isAgain: true }, ...events(50, {}, 52)];
    const alone = eventJobs(given).find(({ data }) => data.eventIds?.includes(51));
    expect([alone?.data.eventIds, alone?.opts.jobId]).toEqual([[51], 'event-51']);
  });

  it('have the same id for the same events alone', () => {
    const idOf = (given: readonly QueuedEvent[]) => eventJobs(given)[0]?.opts.jobId;
    const some = events(100);
    expect(idOf(some)).toBe(idOf(events(100)));
    expect(idOf(some)).not.toBe(idOf(some.filter(({ id }) => id !== 3)));
  });
});
