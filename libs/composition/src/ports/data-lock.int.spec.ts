import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DataFolderInUse, lockDataFolder } from './data-lock.js';

const ROOT = resolve(__dirname, '../../../..');
const HOLDER = join(__dirname, '../testing/holder.mjs');
const KILLS = 5;

describe('The lock of a data folder', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'quittance-lock-')), 'data');
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(resolve(folder, '..'), { recursive: true });
  });

  /** Another process that opens the folder, and what it says about that. */
  const openElsewhere = async (): Promise<{ child: ChildProcess; said: string }> => {
    const child = spawn(process.execPath, [HOLDER, ROOT, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    for await (const line of createInterface({ input: child.stdout })) return { child, said: line };
    throw new Error(`The holder said nothing, build dist with npm run build and try again: ${errors}`);
  };

  const kill = async (child: ChildProcess): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    expect(await ended).toStrictEqual([null, 'SIGKILL']);
  };

  it('is taken once, and again when it was released', () => {
    const lock = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
    lock.release();
    lock.release();
    lockDataFolder(folder).release();
  });

  it('is refused at once and says whose it is and what to do', () => {
    const lock = lockDataFolder(folder);
    const before = performance.now();
    expect(() => lockDataFolder(folder)).toThrow(
      `${folder} is in use by another Quittance (process ${process.pid}): ` +
        'stop that one first, or set QUITTANCE_DATA to another folder',
    );
    expect(performance.now() - before).toBeLessThan(2_000);
    lock.release();
  });

  it('is kept when another attempt in the same process has failed', async () => {
    const lock = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
    const { said } = await openElsewhere();
    expect(said).toContain(`in use by another Quittance (process ${process.pid})`);
    lock.release();
  });

  it('is given back by a process that is killed, every time', async () => {
    for (let round = 0; round < KILLS; round += 1) {
      const { child, said } = await openElsewhere();
      expect(said).toBe('open');
      expect(() => lockDataFolder(folder)).toThrow(`(process ${child.pid})`);
      await kill(child);
      lockDataFolder(folder).release();
    }
  });

  it('belongs to one of those who start at once', async () => {
    const all = await Promise.all([openElsewhere(), openElsewhere(), openElsewhere()]);
    expect(all.filter(({ said }) => said === 'open')).toHaveLength(1);
    expect(all.filter(({ said }) => said.includes('in use by another Quittance'))).toHaveLength(2);
  });

  it('does not reach another folder', () => {
    const locks = [lockDataFolder(folder), lockDataFolder(`${folder}-2`)];
    expect(readdirSync(resolve(folder, '..')).sort()).toStrictEqual(['data', 'data-2']);
    for (const lock of locks) lock.release();
  });

  it('lets only its owner read the file that holds it', () => {
    lockDataFolder(folder).release();
    expect(statSync(join(folder, 'lock.db')).mode & 0o777).toBe(0o600);
  });
});
