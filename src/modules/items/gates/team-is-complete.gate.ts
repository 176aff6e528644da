import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { TEAM_ROLE_NAMES, type TeamRole } from '../domain/item-words.js';
import { TeamMember } from '../persistence/team-member.entity.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

/** M-13: the least a task force has; support joins when needed (M-14). */
const NEEDED: readonly TeamRole[] = ['leader', 'data', 'execution'];
const LACKS = { en: 'The team has nobody in the role: {role}.', 'zh-CN': '项目小组缺少角色:{role}。' };

@ProvidesGate({ name: 'team-is-complete', waivable: false, fix: { who: WHO.lead, where: 'team' } })
export class TeamIsComplete implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const filled = (await tx.findBy(TeamMember, { itemId: item.id })).map(({ role }) => role);
    const missing = NEEDED.filter((role) => !filled.includes(role));
    return metUnless(
      missing.map((role) => ({ code: `team-lacks-${role}`, message: LACKS, params: { role: TEAM_ROLE_NAMES[role] } })),
    );
  }
}
