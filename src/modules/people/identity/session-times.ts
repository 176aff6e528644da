/** A session lives a week and is prolonged at most once a day, by Better Auth itself. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;
export const SESSION_PROLONG_SECONDS = 24 * 60 * 60;
