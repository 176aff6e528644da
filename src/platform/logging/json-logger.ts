import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Level, type Logger, pino } from 'pino';

import { isToldElsewhere, readLogCall } from './log-call.js';
import type { RequestLine } from './request-log.js';

/** Where Nest tells how it puts the product together: hundreds of lines at every start that nobody reads. */
const COMPOSITION: ReadonlySet<string | undefined> = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** One JSON object a line on standard output, for machines that collect logs. */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(destination?: DestinationStream) {
    this.pino = pino(
      {
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
      },
      // Written before the call returns, so that the last line before an exit is there.
      destination ?? pino.destination({ dest: 1, sync: true }),
    );
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write('info', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  /** One line for each request that was answered. */
  request(line: RequestLine): void {
    this.pino.info(line, 'request');
  }

  private write(level: Level, message: unknown, more: readonly unknown[]): void {
    const call = readLogCall(message, more);
    if (isToldElsewhere(call) || (level === 'info' && COMPOSITION.has(call.context))) return;
    this.pino[level]({ context: call.context, stack: call.stack }, call.message);
  }
}
