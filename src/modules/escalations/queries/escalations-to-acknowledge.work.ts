import { rolesFor } from '../../people/index.js';
import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const ACKNOWLEDGE = { en: 'Say until when, and what will be done', 'zh-CN': '确认并承诺期限与措施' };
const WAITS = {
  en: 'It was escalated to you, and nobody has taken it on.',
  'zh-CN': '该事项已升级至您,尚无人确认。',
};
const WHO_MAY = rolesFor('escalations.acknowledge')
  .map((role) => `'${role}'`)
  .join(', ');

/** What has climbed to a person and waits for somebody to take it on. His own late work stands in the list as itself. */
@ProvidesWork('escalation_to_acknowledge')
export class EscalationsToAcknowledge implements WorkSource {
  readonly isAssigned = true;
  readonly place = 'to_answer';

  select({ workspaceId, userId, role }: WorkQuestion) {
    return {
      from: `escalation_steps s JOIN escalations e ON e.id = s.escalation_id LEFT JOIN items i ON i.id = e.item_id
        LEFT JOIN tasks t ON e.subject_type = 'task' AND t.id = e.subject_id
        LEFT JOIN milestones m ON e.subject_type = 'milestone' AND m.id = e.subject_id
        LEFT JOIN recurring_occurrences o ON e.subject_type = 'recurring_occurrence' AND o.id = e.subject_id`,
      where: `s.workspace_id = ${workspaceId} AND s.user_id = ${userId} AND s.told_at IS NOT NULL AND ${role} IN (${WHO_MAY})
        AND e.ended_at IS NULL AND e.stands_since IS NULL AND e.acknowledged_at IS NULL
        AND (e.subject_type = 'containment' OR e.owed_by IS DISTINCT FROM ${userId})`,
      id: 'e.id',
      title: 'coalesce(t.title, m.title, o.title, i.title)',
      since: 's.told_at',
      status: "'climbing'",
      version: 'e.version',
      detail: 'coalesce(i.severity, o.severity)',
    };
  }

  why(): Sentence {
    return { message: WAITS };
  }

  clearing({ id, detail }: OwedRow): Clearing {
    const until = detail === 'P0' ? { untilAt: '' } : { untilOn: '' };
    const path = `escalations/${id}/acknowledgement`;
    return { name: ACKNOWLEDGE, method: 'POST', path, body: { note: '', ...until } };
  }
}
