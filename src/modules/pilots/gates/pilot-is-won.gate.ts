import { MET, metUnless, type UnmetReason } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { CONDITION_MESSAGES, figuresInWords } from '../domain/judgement-words.js';
import { isVerdict } from '../domain/pilot-words.js';
import type { Judgement } from '../domain/referee.js';
import { pilotOfLoop } from '../operations/pilot-of-loop.js';
import { RefereeRules } from '../operations/referee-rules.js';
import type { Pilot } from '../persistence/pilot.entity.js';

const MESSAGES = {
  'no-pilot': { en: 'This loop has no pilot.', 'zh-CN': '本轮没有试点。' },
  stopped: { en: 'Pilot {key} was stopped without a verdict.', 'zh-CN': '试点 {key} 已终止,未作裁定。' },
  'not-judged': { en: 'The referee has not judged pilot {key} yet.', 'zh-CN': '试点 {key} 尚未裁定。' },
  lost: {
    en: 'Pilot {key} lost: {controlRate} in the control, {variantRate} in the variant.',
    'zh-CN': '试点 {key} 落败:对照组 {controlRate},试点组 {variantRate}。',
  },
  inconclusive: { en: 'Pilot {key} is inconclusive.', 'zh-CN': '试点 {key} 无定论。' },
} as const;

/** L-09. Not waivable: a plan that will not wait for its pilot is skipped from stage plan, by the sponsor. */
@ProvidesGate({ name: 'pilot-is-won', waivable: false, fix: { who: WHO.data, where: 'pilots' } })
export class PilotIsWon implements ItemGate {
  constructor(private readonly rules: RefereeRules) {}

  async check({ item }: GateQuestion, tx: Tx) {
    const pilot = await pilotOfLoop(tx, item);
    if (!pilot) return metUnless([{ code: 'no-pilot', message: MESSAGES['no-pilot'] }]);
    if (pilot.state === 'won') return MET;
    const judgement = await this.rules.standing(pilot, tx);
    return metUnless([summaryOf(pilot, judgement), ...(pilot.state === 'stopped' ? [] : failedConditions(judgement))]);
  }
}

function summaryOf({ state, key }: Pilot, judgement: Judgement): UnmetReason {
  const code = state === 'stopped' || (isVerdict(state) && state !== 'won') ? state : 'not-judged';
  return { code, message: MESSAGES[code], params: { ...figuresInWords(judgement), key } };
}

function failedConditions(judgement: Judgement): UnmetReason[] {
  const params = figuresInWords(judgement);
  return judgement.conditions
    .filter(({ met }) => !met)
    .map(({ code }) => ({ code, message: CONDITION_MESSAGES[code], params }));
}
