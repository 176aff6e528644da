/** What a file may have wrong without being refused. */
export type Oddity = 'missing' | 'bad_value' | 'bad_time' | 'duplicate' | 'out_of_order' | 'gap';

const WORDS: Record<Oddity, { one: string; all: string }> = {
  missing: { one: 'has no value', all: 'without a value: not judged' },
  bad_value: { one: 'has a value that is no number', all: 'with a value that is no number: not judged' },
  bad_time: { one: 'has a time that cannot be read', all: 'with a time that cannot be read: not judged' },
  duplicate: { one: 'repeats the time before', all: 'repeating a time: judged, but nothing is learned from them' },
  out_of_order: {
    one: 'is earlier than the row before',
    all: 'out of order: judged, but nothing is learned from them',
  },
  gap: { one: 'comes after a gap', all: 'after a gap: the pause is no zero and no anomaly' },
};

const MOST_TOLD = 5;

/** Says the first few of each oddity as they come, and at the end how many there were. */
export class Oddities {
  private readonly counts = new Map<Oddity, number>();

  constructor(private readonly tell: (line: string) => void) {}

  note(oddity: Oddity, line: number, detail = ''): void {
    const count = (this.counts.get(oddity) ?? 0) + 1;
    this.counts.set(oddity, count);
    if (count <= MOST_TOLD) this.tell(`line ${line} ${WORDS[oddity].one}${detail && `: ${detail}`}`);
    if (count === MOST_TOLD + 1) this.tell(`line ${line} and later ones too; they are counted`);
  }

  sum(rows: number, alarms: number): void {
    for (const [oddity, count] of this.counts)
      this.tell(`${count} ${count === 1 ? 'row' : 'rows'} ${WORDS[oddity].all}`);
    this.tell(`${rows} ${rows === 1 ? 'row' : 'rows'}, ${alarms} ${alarms === 1 ? 'alarm' : 'alarms'}`);
  }
}
