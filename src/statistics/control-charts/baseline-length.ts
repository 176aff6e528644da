/** Fewest periods for limits that may be tried, and for limits to rely on (Wheeler; Montgomery asks 20 to 25). */
export const TRIAL_PERIODS = 12;
export const FIRM_PERIODS = 20;
