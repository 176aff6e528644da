import { Cause } from './cause.entity.js';
import { DataSource } from './data-source.entity.js';

export const CAUSES_ENTITIES = [DataSource, Cause];
