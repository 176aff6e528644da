/** Injection token: whether this process works jobs, or only serves HTTP. */
export const RUNS_JOBS = Symbol('RUNS_JOBS');

/** Injection token: the timetable in force (see timetable.ts). */
export const TIMETABLE = Symbol('TIMETABLE');
