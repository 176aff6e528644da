export * from './job-page.module.js';
