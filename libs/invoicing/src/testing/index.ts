export * from './mailer.contract.js';
export * from './sent-mails.contract.js';
