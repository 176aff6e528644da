/** The stages that a plan of dates is made for at kickoff (L-03), in order. */
export const MILESTONE_STAGES = ['diagnosis', 'plan', 'pilot', 'rollout', 'review'] as const;
export type MilestoneStage = (typeof MILESTONE_STAGES)[number];
