export * from './documents/index.js';
export * from './mailer/mailer.js';
export * from './mails/index.js';
export * from './pages/index.js';
export * from './wording/index.js';
