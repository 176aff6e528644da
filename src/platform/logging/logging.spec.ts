import { describe, expect, it } from '@jest/globals';

import { JsonLogger } from './json-logger.js';
import { redact } from './redact.js';
import { TerminalLogger } from './terminal-logger.js';

function jsonLines(write: (logger: JsonLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(new JsonLogger({ write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('what is logged', () => {
  it.each([
    ['GET /setup?token=abc123&lang=en', 'GET /setup?token=[hidden]&lang=en'],
    [`/api/v1/calendar-feeds/${'aZ9_-'.repeat(9)}.ics`, '/api/v1/calendar-feeds/[hidden].ics'],
    ['/api/v1/tasks/0190b6a2-5c2e-7c3e-9d7e-3f1f0a2b4c5d', '/api/v1/tasks/0190b6a2-5c2e-7c3e-9d7e-3f1f0a2b4c5d'],
    ['postgres://shewhart:pass@db:5432/x refused', 'postgres://shewhart:[hidden]@db:5432/x refused'],
    ['redis://:pass@redis:6379 is away', 'redis://:[hidden]@redis:6379 is away'],
    ['{"password":"correct horse"}', '{"password":"[hidden] horse"}'],
    ['authorization: Bearer abc.def-ghi', 'authorization: Bearer [hidden]'],
    ['event-17 failed: the mail server refused', 'event-17 failed: the mail server refused'],
  ])('hides the secrets of %s', (text, told) => {
    expect(redact(text)).toBe(told);
  });

  it('is one JSON object a line, with level, time, context and message', () => {
    const [line] = jsonLines((logger) => logger.warn('the queue is away', 'JobQueues'));
    expect(line).toMatchObject({ level: 'warn', context: 'JobQueues', msg: 'the queue is away' });
    expect(new Date(String(line?.['time'])).getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('keeps the stack of an error in the same line', () => {
    const [line, ...rest] = jsonLines((logger) => logger.error(new Error('broken'), 'HTTP'));
    expect(rest).toEqual([]);
    expect(line).toMatchObject({ level: 'error', msg: 'broken', stack: expect.stringContaining('logging.spec') });
  });

  it('leaves out how Nest puts itself together, but not its warnings', () => {
    const lines = jsonLines((logger) => {
      logger.log('Mapped {/api/v1/health, GET} route', 'RouterExplorer');
      logger.warn('Duplicate route', 'RouterExplorer');
    });
    expect(lines.map(({ msg }) => msg)).toEqual(['Duplicate route']);
  });

  it('is words at a terminal, and only when something is wrong', () => {
    const told: string[] = [];
    const logger = new TerminalLogger((line) => told.push(line));
    logger.log();
    logger.warn('the queue is away', 'JobQueues');
    expect(told).toEqual([expect.stringMatching(/^\d{4}-\S+Z warning: the queue is away$/)]);
  });
});
