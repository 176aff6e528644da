import { redact } from './redact.js';

/** One call of a Nest logger, in parts: Nest passes `(message, …more, context)`, and for errors a stack before it. */
export interface LogCall {
  readonly context: string | undefined;
  readonly message: string;
  readonly stack: string | undefined;
}

export function readLogCall(message: unknown, more: readonly unknown[]): LogCall {
  const texts = more.filter((part): part is string => typeof part === 'string' && part !== '');
  const context = texts.findLast((text) => !text.includes('\n'));
  const stack = message instanceof Error ? message.stack : texts.find((text) => text.includes('\n'));
  const text =
    message instanceof Error ? message.message : typeof message === 'string' ? message : JSON.stringify(message);
  return { context, message: redact(text), stack: stack && redact(stack) };
}

/** Why the product could not be composed or could not listen is told once, in one line, by whoever started it. */
export function isToldElsewhere({ context, message }: LogCall): boolean {
  if (context === 'NestApplication') return /^Error: (listen|getaddrinfo) /.test(message);
  return context === 'ExceptionHandler';
}
