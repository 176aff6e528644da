/**
 * Keeps the process until it is asked to end (SIGINT, SIGTERM), then stops in the given order and exits. A second
 * signal ends it at once.
 */
export function runUntilSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`stopped with an error: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** One clear line for each thing that keeps the product from starting, and a non-zero exit. */
export function failToStart(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  for (const line of message.split('\n')) console.error(`shewhart cannot start: ${line}`);
  process.exit(1);
}
