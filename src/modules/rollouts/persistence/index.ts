import { RolloutStep } from './rollout-step.entity.js';
import { WatchWindow } from './watch-window.entity.js';

export const ROLLOUTS_ENTITIES = [RolloutStep, WatchWindow];
