import config from './jest.config.mjs';

/** The specs of the domain alone, with few runs of each property: a mutant that survives a few survives many. */
export default {
  ...config,
  roots: ['<rootDir>/libs/domain'],
  setupFiles: ['<rootDir>/stryker.setup.mjs'],
};
