import type { LoggerService } from '@nestjs/common';

import { isToldElsewhere, readLogCall } from './log-call.js';

/** Only what somebody at the terminal must know: warnings and errors, in words, on standard error. */
export class TerminalLogger implements LoggerService {
  constructor(private readonly print: (line: string) => void = console.error) {}

  log(): void {
    // Progress is told by whoever starts the product.
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warning', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  private write(severity: string, message: unknown, more: readonly unknown[]): void {
    const call = readLogCall(message, more);
    if (isToldElsewhere(call)) return;
    this.print(`${new Date().toISOString()} ${severity}: ${call.message}`);
    if (call.stack && severity === 'error') this.print(call.stack);
  }
}
