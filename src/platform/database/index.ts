export * from './data-source.js';
export * from './database.module.js';
export * from './ids.js';
export * from './migrate.js';
export * from './page.js';
export * from './rows.js';
export * from './sql-errors.js';
export * from './transactions.js';
