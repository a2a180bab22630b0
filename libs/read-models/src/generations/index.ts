export { type Comparison, type Difference } from './comparison.js';
export { type GenerationView } from './generation-view.js';
export * from './generational-read-model-store.js';
export { shareOf, type RebuildProgress } from './progress.js';
export * from './rebuild.js';
