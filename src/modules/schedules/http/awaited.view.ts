import type { Awaited } from '../queries/waiting-for.query.js';

/** An open record that another cannot begin before. */
export class AwaitedView {
  /** `task` or `milestone` */
  kind!: string;
  id!: string;
  title!: string;
  dueOn!: string;
  assigneeId!: string;

  static of({ kind, id, title, dueOn, assigneeId }: Awaited): AwaitedView {
    return { kind, id, title, dueOn, assigneeId };
  }
}
