import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const SOURCE_FOLDERS = ['apps', 'libs', 'test/support'];
const BUILD_SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const NODE_MIN = [20, 19];
const compiler = join(root, 'node_modules/typescript-7/bin/tsc');
const stamp = join(root, 'dist/.stamp');

/** Installs what the lockfile names and builds `dist`, each only if it is not there already. */
export const prepare = () => {
  refuseOldNode();
  ensureInstalled();
  ensureBuilt();
};

/** Says a sentence and ends the process when Node is too old for what follows. */
export const refuseOldNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  console.error(
    `Quittance needs Node ${NODE_MIN.join('.')} or newer, this is ${process.version}. Install a newer Node.`,
  );
  process.exit(1);
};

/** Runs `npm ci` unless node_modules holds exactly what package-lock.json names. */
export const ensureInstalled = () => {
  if (isInstalled()) return;
  console.log('Installing packages…');
  // The compiler is a development dependency: NODE_ENV=production must not leave it out.
  run('npm', ['ci', '--include=dev'], { shell: process.platform === 'win32' });
};

/** Compiles the sources unless `dist` was built from exactly these files. Throws when the compiler finds an error. */
export const ensureBuilt = () => {
  const digest = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.log('Building…');
  rmSync(stamp, { force: true });
  run(process.execPath, [compiler, '-p', 'tsconfig.build.json']);
  removeStaleOutput();
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, digest);
};

// Times of files say nothing after a git clone, so the two lockfiles are compared by content. npm leaves out optional
// packages for other platforms, everything else must be there in the same version.
const isInstalled = () => {
  const installed = packagesOf('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  const wanted = packagesOf('package-lock.json');
  const isThere = (path) => {
    const { optional, devOptional } = wanted[path];
    return path in installed ? sameRelease(installed[path], wanted[path]) : Boolean(optional || devOptional);
  };
  const paths = Object.keys(wanted).filter((path) => path !== '');
  return paths.every(isThere) && Object.keys(installed).every((path) => path in wanted);
};

const sameRelease = (one, other) => one.version === other.version && one.integrity === other.integrity;

const packagesOf = (lockfile) => {
  const path = join(root, lockfile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
};

// Path, size and time of change of every file that the build reads: a few milliseconds for a thousand files.
const digestOfSources = () => {
  const hash = createHash('sha256');
  for (const path of [...BUILD_SETTINGS, ...SOURCE_FOLDERS.flatMap(sourcesUnder)]) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

const sourcesUnder = (folder) =>
  filesUnder(folder).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('apps/web/'),
  );

const filesUnder = (folder) => {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
};

// The compiler never deletes: without this, the output of a deleted source could still be imported.
const removeStaleOutput = () => {
  for (const path of filesUnder('dist').filter((name) => /\.js(\.map)?$/.test(name))) {
    const source = path.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(join(root, source))) rmSync(join(root, path));
  }
};

const run = (command, args, options = {}) => {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${signal ?? `code ${status}`}`);
};
