import { fileURLToPath } from 'node:url';
import { APPLICATION_PACKAGES, MAY_IMPORT, VENDOR_HOME } from './architecture.mjs';

const tests = '([.]spec[.]ts$|/src/testing/|^test/)';
const packages = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];
const named = (pattern) => `(^|node_modules/)${pattern}(/|$)`;
const nameOf = (project) => project.split('/').at(-1);

const layerRules = Object.entries(MAY_IMPORT).map(([from, allowed]) => ({
  name: `layer-${nameOf(from)}`,
  severity: 'error',
  comment: `${from} may import ${allowed.join(', ') || 'no other project'}. The table is architecture.mjs.`,
  from: { path: `^${from}/` },
  to: { path: '^(apps|libs)/', pathNot: [from, ...allowed].map((to) => `^${to}/`) },
}));

const vendorRules = Object.entries(VENDOR_HOME).map(([vendor, { packages: pattern, homes }]) => ({
  name: `vendor-${vendor}`,
  severity: 'error',
  comment: `Only ${homes.join(' and ')} may import ${pattern}. Everyone else uses a port. The table is architecture.mjs.`,
  from: { path: '^(apps|libs)/', pathNot: homes.map((home) => `^${home}/`) },
  to: { path: named(pattern) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    ...vendorRules,
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'libs/domain is plain TypeScript: no npm package, no Node built-in. What it needs comes in as a value.',
      from: { path: '^libs/domain/src/', pathNot: tests },
      to: { dependencyTypes: [...packages, 'core'] },
    },
    {
      name: 'application-has-no-vendor',
      severity: 'error',
      comment: 'A use case reaches a vendor or the network through a port only: move the import into the adapter.',
      from: { path: '^libs/application/src/', pathNot: tests },
      to: { path: ['node_modules/', '^(node:)?(http|https|http2|net|tls)$'], pathNot: named(APPLICATION_PACKAGES) },
    },
    {
      name: 'front-door',
      severity: 'error',
      comment:
        'Import another project by its index, or a lib by the index of a first-level folder (#lib, #lib/folder).',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: {
        path: '^(apps|libs)/',
        pathNot: ['^$1/$2/', '^(apps|libs)/[^/]+/src/index[.]ts$', '^libs/[^/]+/src/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'testing-stays-in-tests',
      severity: 'error',
      comment:
        'Builders, contract suites and the test tree never ship: import them from specs and testing folders only.',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { path: ['/src/testing/', '^test/', '[.]spec[.]ts$'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere escapes every other rule: install the package or mend the path.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-packages',
      severity: 'error',
      comment: 'What ships stands under "dependencies" in package.json, never under "devDependencies" or nowhere.',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two modules that need each other are one module.',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/architecture/planted/' },
    webpackConfig: { fileName: fileURLToPath(new URL('.dependency-cruiser.resolve.mjs', import.meta.url)) },
  },
};
