import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Lockfile {
  readonly packages: Record<string, { resolved?: string }>;
}

const root = resolve(__dirname, '../..');
const committed = join(root, 'package-lock.json');

const check = (path: string): { status: number | null; stdout: string } =>
  spawnSync(process.execPath, [join(root, 'scripts/lockcheck.mjs'), path], { encoding: 'utf8' });

describe('lockfile', () => {
  let folder: string;
  let changed: string;
  let lockfile: Lockfile;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-lockfile-'));
    changed = join(folder, 'package-lock.json');
    lockfile = JSON.parse(readFileSync(committed, 'utf8')) as Lockfile;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('installs on every platform', () => {
    expect(check(committed)).toMatchObject({ status: 0, stdout: 'The lockfile is complete.\n' });
  });

  it('is refused without the package of a platform', () => {
    const { 'node_modules/@swc/core-linux-x64-gnu': _removed, ...packages } = lockfile.packages;
    writeFileSync(changed, JSON.stringify({ ...lockfile, packages }));
    const { status, stdout } = check(changed);
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringMatching(/^node_modules\/@swc\/core lacks @swc\/core-linux-x64-gnu: pin a version/),
    });
  });

  it('is refused when it names the registry that it was made with', () => {
    lockfile.packages['node_modules/jest'] = { resolved: 'https://registry.example/jest.tgz' };
    writeFileSync(changed, JSON.stringify(lockfile));
    expect(check(changed)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^node_modules\/jest names its/) });
  });
});
