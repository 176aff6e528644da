import { PresenceAttempts } from './presence-attempts.entity.js';

export const PRESENCE_ENTITIES = [PresenceAttempts];
