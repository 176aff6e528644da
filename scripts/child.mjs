import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SILENT_PROGRESS_MS = 15_000;
const STOP_LIMIT_MS = 2_000;

/**
 * Runs a program in the project's folder and passes an interruption on to it: this process ends after the program has,
 * so that nothing goes on writing behind the prompt.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number, output: string }>} `output` is what the program wrote, when it was not inherited
 */
export async function runChild(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  const interrupted = passSignalsTo(child);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += `${command}: ${error.message}\n`;
      resolve(127);
    });
    child.once('close', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  const signal = interrupted();
  if (signal) process.exit(signal === 'SIGINT' ? 130 : 143);
  return { code, output };
}

/** The same, showing that something is going on and for how long: a running clock on a terminal, else a line at times. */
export async function runWithProgress(what, command, args) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const live = process.stdout.isTTY;
  if (!live) console.log(`${what}…`);
  const say = () =>
    live ? process.stdout.write(`\r${what}… ${seconds()} s `) : console.log(`${what}… ${seconds()} s`);
  const clock = setInterval(say, live ? 1000 : SILENT_PROGRESS_MS);
  if (live) say();
  const ended = await runChild(command, args);
  clearInterval(clock);
  if (live) process.stdout.write('\r\x1b[K');
  if (ended.code === 0) console.log(`${what}: done in ${seconds()} s`);
  return ended;
}

/** @returns {() => NodeJS.Signals | undefined} stops listening, and tells which signal came, if any */
function passSignalsTo(child) {
  let received;
  let impatience;
  // Ctrl-C reaches the whole process group, but `kill` and a service manager reach this process alone.
  const pass = (signal) => {
    if (!received) console.log('\nStopping…');
    child.kill(received ? 'SIGKILL' : 'SIGTERM');
    received = signal;
    // npm would finish unpacking first. Killed, it leaves no list of what it installed, and the next start begins anew.
    impatience ??= setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return () => {
    clearTimeout(impatience);
    process.off('SIGINT', pass).off('SIGTERM', pass);
    return received;
  };
}
