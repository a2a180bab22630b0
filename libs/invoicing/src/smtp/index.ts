export * from './mongo-sent-mails.js';
export * from './sent-mails.js';
export * from './smtp-errors.js';
export * from './smtp-mailer.js';
export { SmtpUrlRefused } from './smtp-options.js';
export * from './sqlite-sent-mails.js';
