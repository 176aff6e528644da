import type { Localised } from '../../../kernel/text/index.js';

/**
 * A pilot (试点) is `draft` until the first count, `running` until volume and days are reached, then `ready` for the
 * referee. The last four are ends.
 */
export const PILOT_STATES = ['draft', 'running', 'ready', 'won', 'lost', 'inconclusive', 'stopped'] as const;
export type PilotState = (typeof PILOT_STATES)[number];

/** Not over yet. An item has one such pilot in a loop at the most. */
export const LIVE_STATES = ['draft', 'running', 'ready'] as const satisfies readonly PilotState[];

export const VERDICTS = ['won', 'lost', 'inconclusive'] as const satisfies readonly PilotState[];
export type Verdict = (typeof VERDICTS)[number];

/** D-19: met → full rollout; not met → adjust and try again. */
export const DECISIONS = ['roll_out', 'adjust', 'stop'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Conversion should rise, bounce should fall. */
export const DIRECTIONS = ['higher', 'lower'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The segment that every other one lies in. */
export const ALL_USERS = 'all';

export const PILOT_NOUN: Localised = { en: 'pilot', 'zh-CN': '试点' };

export const PILOT_STATE_NAMES: Readonly<Record<PilotState, Localised>> = {
  draft: { en: 'draft', 'zh-CN': '草稿' },
  running: { en: 'running', 'zh-CN': '进行中' },
  ready: { en: 'ready', 'zh-CN': '待裁定' },
  won: { en: 'won', 'zh-CN': '胜出' },
  lost: { en: 'lost', 'zh-CN': '落败' },
  inconclusive: { en: 'inconclusive', 'zh-CN': '无定论' },
  stopped: { en: 'stopped', 'zh-CN': '已终止' },
};

export function isLive(state: PilotState): boolean {
  return (LIVE_STATES as readonly PilotState[]).includes(state);
}

export function isVerdict(state: PilotState): state is Verdict {
  return (VERDICTS as readonly PilotState[]).includes(state);
}
