/** What was found about a point: a value that cannot be right, or none where one should be. */
export const FINDINGS = ['outlier', 'gap'] as const;
export type Finding = (typeof FINDINGS)[number];

/** A cleaning is proposed, then applied or declined; an applied one is undone, or superseded by a restated value. */
export const CLEANING_STATES = ['proposed', 'applied', 'declined', 'undone', 'superseded'] as const;
export type CleaningState = (typeof CLEANING_STATES)[number];
