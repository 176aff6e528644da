import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Stands for a start time on systems that do not tell it: the process is known to live, its age is not. */
export const START_UNKNOWN = 'unknown';

/**
 * When the process `pid` started, in a text that differs between two processes that carried the same number one after
 * the other (containers hand out small numbers again at every start). `undefined` when no such process runs; one that
 * died and was not yet collected by its parent counts as gone.
 */
export function processStart(pid: number): string | undefined {
  if (!answersSignals(pid)) return undefined;
  if (process.platform === 'win32') return START_UNKNOWN;
  try {
    const { state, start } = process.platform === 'linux' ? readProcStat(pid) : askPs(pid);
    return state.startsWith('Z') || state.startsWith('X') ? undefined : start;
  } catch {
    return answersSignals(pid) ? START_UNKNOWN : undefined;
  }
}

/** The command line of a running process, or an empty text when it cannot be read. */
export function commandLine(pid: number): string {
  try {
    // node:20-slim has no ps, so Linux reads the kernel's own file.
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** proc(5): field 3 is the state, field 22 the start in clock ticks since boot; field 2 may itself hold blanks and `)`. */
function readProcStat(pid: number): { state: string; start: string } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', start: fields[19] ?? START_UNKNOWN };
}

function askPs(pid: number): { state: string; start: string } {
  const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [state = '', ...start] = line.split(/\s+/);
  return { state, start: start.join(' ') };
}
