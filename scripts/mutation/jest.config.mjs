import { fileURLToPath } from 'node:url';

/** The bundle of all specs of the domain, as it is. */
export default {
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/bundle'],
  testEnvironment: fileURLToPath(new URL('environment.cjs', import.meta.url)),
  testTimeout: 60_000,
  testRegex: '\\.specs\\.cjs$',
  moduleFileExtensions: ['js', 'cjs', 'json'],
  transform: {},
};
