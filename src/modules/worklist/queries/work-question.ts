import type { Role } from '../../../kernel/actor/index.js';
import type { LocalDate } from '../../../kernel/time/index.js';

export interface WorkFacts {
  /** Whose duty is asked for. */
  readonly userId: string;
  readonly role: Role;
  /** The departments whose items are that person's own. */
  readonly reach: readonly string[];
  /** Who reads the list: the same, or somebody to whom the approvals were handed over. */
  readonly readerId: string;
  readonly readerRole: Role;
  readonly workspaceId: string;
  readonly today: LocalDate;
  /** What was due on this day or before is late today; null when nothing is. */
  readonly lateUpTo: LocalDate | null;
  readonly now: Date;
}

const TYPES = {
  userId: 'uuid',
  role: 'text',
  reach: 'uuid[]',
  readerId: 'uuid',
  readerRole: 'text',
  workspaceId: 'uuid',
  today: 'date',
  lateUpTo: 'date',
  now: 'timestamptz',
} as const satisfies Record<keyof WorkFacts, string>;

/** The facts of a question as placeholders of one statement; a value is sent only where a source speaks of it. */
export class WorkQuestion {
  readonly values: unknown[] = [];
  private readonly places = new Map<string, string>();

  constructor(private readonly facts: WorkFacts) {}

  get userId(): string {
    return this.fact('userId');
  }

  get role(): string {
    return this.fact('role');
  }

  get reach(): string {
    return this.fact('reach');
  }

  get readerId(): string {
    return this.fact('readerId');
  }

  get readerRole(): string {
    return this.fact('readerRole');
  }

  get workspaceId(): string {
    return this.fact('workspaceId');
  }

  /** The day it is for who owes the work. */
  get today(): string {
    return this.fact('today');
  }

  get lateUpTo(): string {
    return this.fact('lateUpTo');
  }

  get now(): string {
    return this.fact('now');
  }

  /** A placeholder of its own. */
  bind(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  private fact(name: keyof WorkFacts): string {
    const place = this.places.get(name) ?? this.bind(this.facts[name], TYPES[name]);
    this.places.set(name, place);
    return place;
  }
}
