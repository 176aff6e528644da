export { type Decision, type PilotState, type Verdict } from './domain/pilot-words.js';
export { type Judgement } from './domain/referee.js';
export { pilotOfLoop } from './operations/pilot-of-loop.js';
export { PILOTS_ENTITIES } from './persistence/index.js';
export { Pilot } from './persistence/pilot.entity.js';
export * from './pilots.module.js';
