import { Containment } from './containment.entity.js';
import { Evidence } from './evidence.entity.js';
import { Item } from './item.entity.js';
import { Kickoff } from './kickoff.entity.js';
import { KeyCounter } from './key-counter.entity.js';
import { TeamMember } from './team-member.entity.js';
import { Waiver } from './waiver.entity.js';

export const ITEM_ENTITIES = [Item, Evidence, TeamMember, Kickoff, Containment, Waiver, KeyCounter];
