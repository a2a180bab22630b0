export * from './read-model-store.contract.js';
export { type ReadModelsUnderTest } from './read-models.fixture.js';
