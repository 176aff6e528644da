import { boundHeapGrowth } from './heap-growth.js';

/** What a process runs, and how it ends in order. */
export interface Running {
  stop(): Promise<void>;
}

/** npm passes on the Ctrl-C that the terminal has already given to everyone: the second one is no impatience. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Starts, and keeps the process until it is asked to end (SIGINT, SIGTERM); then stops in order and exits with 0. Asked
 * during the start, `interrupted` is aborted: the start undoes what it did and throws the signal's reason, or goes on to
 * its end and is stopped then. A second request ends the process at once.
 */
export async function runUntilSignal(start: (interrupted: AbortSignal) => Promise<Running>): Promise<void> {
  boundHeapGrowth();
  const interrupted = untilSignal();
  try {
    const running = await start(interrupted);
    if (!interrupted.aborted) await new Promise((resolve) => interrupted.addEventListener('abort', resolve));
    await running.stop();
  } catch (error) {
    if (error !== interrupted.reason) {
      const when = interrupted.aborted ? 'stopped with an error' : 'cannot start';
      for (const line of linesOf(error)) console.error(`shewhart ${when}: ${line}`);
      process.exit(1);
    }
  }
  process.exit(0);
}

function untilSignal(): AbortSignal {
  const controller = new AbortController();
  let first = Infinity;
  const onSignal = (): void => {
    if (Date.now() - first > SAME_SIGNAL_MS) process.exit(130);
    first = Math.min(first, Date.now());
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return controller.signal;
}

/** Nobody at a terminal is helped by a stack. */
function linesOf(error: unknown): string[] {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n').filter((line) => line.trim() !== '');
}
