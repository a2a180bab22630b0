export * from './body-parser.js';
export * from './received-body.js';
export * from './reply.js';
export * from './trace-id.js';
export * from './defined.js';
