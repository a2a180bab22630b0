export { Projector, PROJECTIONS } from '#read-models/projector';
export * from './start-projector.js';
