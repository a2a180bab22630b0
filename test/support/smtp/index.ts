export * from './received-mail.js';
export * from './test-smtp-server.js';
