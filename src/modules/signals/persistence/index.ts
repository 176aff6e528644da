import { ControlLimits } from './control-limits.entity.js';
import { SignalDecision } from './signal-decision.entity.js';

export const SIGNALS_ENTITIES = [ControlLimits, SignalDecision];
