export * from './mailer/mailer.js';
