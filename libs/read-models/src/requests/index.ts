export * from './request.document.js';
export * from './requests.projection.js';
export * from './requests.query.js';
