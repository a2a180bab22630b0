export * from './mail.decider.js';
export * from './notice.js';
