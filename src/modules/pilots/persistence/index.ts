import { Pilot } from './pilot.entity.js';

export const PILOTS_ENTITIES = [Pilot];
