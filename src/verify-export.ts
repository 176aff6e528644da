import { parseArgs } from 'node:util';

import { localise } from './kernel/text/index.js';
import { ExportVerifier, NotAnExport } from './modules/audit/domain/export-verifier.js';
import { type Misfit, MISFITS } from './modules/audit/domain/misfit.js';
import { LineReader } from './line-reader.js';

const USAGE = `shewhart verify <export> [--head <hash of a seal>]

Checks an export of the audit trail (GET …/audit/events as application/x-ndjson) without server or database.
  --head  a hash that was noted elsewhere; without it nobody can tell whether seals were cut off the end
Exit code: 0 when everything fits, 1 when something does not, 2 when the file cannot be checked.`;

/**
 * What `shewhart verify` does.
 *
 * @param args those after `verify`
 * @param say is told the outcome
 * @returns the exit code
 */
export async function verifyExport(args: readonly string[], say: (text: string) => void): Promise<number> {
  try {
    const { file, head } = readArguments(args);
    const verifier = new ExportVerifier(head);
    const misfit = await firstMisfit(verifier, file);
    say(misfit ? sentenceOf(misfit) : summaryOf(verifier, head));
    return misfit ? 1 : 0;
  } catch (error) {
    say(error instanceof NotAnExport ? `cannot verify: ${error.message}` : (error as Error).message);
    return 2;
  }
}

function readArguments(args: readonly string[]): { file: string; head: string | null } {
  const options = { head: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [file] = positionals;
  if (values.help || !file || positionals.length > 1) throw new Error(USAGE);
  if (values.head !== undefined && !/^[0-9a-f]{64}$/.test(values.head)) {
    throw new Error('--head is the hash of a seal: 64 hexadecimal digits in lower case');
  }
  return { file, head: values.head ?? null };
}

async function firstMisfit(verifier: ExportVerifier, file: string): Promise<Misfit | null> {
  const reader = new LineReader(file);
  for await (const line of reader.lines()) {
    const misfit = verifier.next(line);
    if (misfit) return misfit;
  }
  return verifier.end(reader.hasRest);
}

function sentenceOf({ kind, seal, event, params }: Misfit): string {
  return `DOES NOT FIT  ${localise(MISFITS[kind], 'en', { seal: seal ?? '', event: event ?? '', ...params })} (${kind})`;
}

function summaryOf({ counts: { events, seals, head } }: ExportVerifier, knownHead: string | null): string {
  const fits = `fits  ${events} events in ${seals} seals; the last seal is ${head ?? 'none'}.`;
  if (knownHead !== null) return `${fits}\nThe seal ${knownHead} is part of it.`;
  return `${fits}\nWithout --head nobody can tell whether seals were cut off after it.`;
}
