export * from './answers.js';
export * from './command-answers.js';
export * from './command-request.js';
