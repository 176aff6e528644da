export * from './body-parts.js';
export * from './content-kind.js';
export * from './content-refusals.js';
export * from './csv-cell.js';
export * from './stored-zip.js';
export * from './text-encoding.js';
export * from './unpack-zip.js';
export * from './zip-refused.js';
