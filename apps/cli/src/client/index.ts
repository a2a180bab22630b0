export * from './http.js';
export * from './quittance-client.js';
export * from './session.js';
export * from './shapes.js';
