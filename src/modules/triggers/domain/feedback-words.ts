/** Where feedback comes from (M-05, M-11). */
export const FEEDBACK_CHANNELS = ['complaint', 'nps', 'survey', 'community', 'service', 'other'] as const;
export type FeedbackChannel = (typeof FEEDBACK_CHANNELS)[number];
