// Fails where `npm ci` would fail on another machine: the lockfile lacks an optional package of a platform, or names
// the registry that it was made with.
import { readFileSync } from 'node:fs';

const path = process.argv[2] ?? 'package-lock.json';
const { packages } = JSON.parse(readFileSync(path, 'utf8'));
const names = new Set(Object.keys(packages).map((key) => key.split('node_modules/').at(-1)));

const missing = Object.entries(packages).flatMap(([key, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !names.has(name))
    .map((name) => `${key} lacks ${name}: pin a version whose packages are all published`),
);
const located = Object.entries(packages)
  .filter(([, { resolved }]) => resolved !== undefined)
  .map(([key]) => `${key} names its registry: npm install --package-lock-only with the .npmrc of this repository`);

const problems = [...missing, ...located];
console.log(problems.length > 0 ? problems.join('\n') : 'The lockfile is complete.');
process.exit(problems.length > 0 ? 1 : 0);
