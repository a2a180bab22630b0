export * from './billing-story.js';
export * from './memory-read-model-store.js';
export * from './projected.js';
export * from './read-model-store.contract.js';
export { type ReadModelsUnderTest } from './read-models.fixture.js';
export * from './story-facts.js';
export * from './story-world.js';
