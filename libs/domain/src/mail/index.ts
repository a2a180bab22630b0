export * from './mail.decider.js';
