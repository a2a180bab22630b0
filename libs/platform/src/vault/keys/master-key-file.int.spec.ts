import { transformFileSync } from '@swc/core';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { masterKeyFile } from './master-key-file.js';

/** Threads run what is on the disk, not what jest has transformed in memory. */
const compileInto = (folder: string): string => {
  mkdirSync(folder);
  for (const name of ['aes-gcm', 'master-key-file']) {
    const { code } = transformFileSync(join(__dirname, `${name}.ts`), {
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, `${name}.js`), code);
  }
  return join(folder, 'master-key-file.js');
};

const RACER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { masterKeyFile } = require(workerData.module);
  parentPort.postMessage('ready');
  Atomics.wait(workerData.gate, 0, 0);
  parentPort.postMessage(masterKeyFile(workerData.path).toString('hex'));`;

/** The keys that so many starts get which all ask for the file in the same moment. */
const race = async (module: string, path: string, starts: number): Promise<unknown[]> => {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { module, path, gate };
  const workers = Array.from({ length: starts }, () => new Worker(RACER, { eval: true, workerData }));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const keys = workers.map((worker) => once(worker, 'message'));
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  return (await Promise.all(keys)).map(([key]: unknown[]) => key);
};

describe('masterKeyFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-master-key-'));
    path = join(folder, 'data', 'master.key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes 32 random bytes and gives the same ones from then on', () => {
    const key = masterKeyFile(path);
    expect(key).toHaveLength(32);
    expect(masterKeyFile(path).equals(key)).toBe(true);
    expect(masterKeyFile(join(folder, 'other.key')).equals(key)).toBe(false);
  });

  it('makes a file for its owner only and leaves no other file behind', () => {
    masterKeyFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data'))).toEqual(['master.key']);
  });

  it('reads a key that was put there as text, and never writes to it', () => {
    const key = randomBytes(32);
    path = join(folder, 'copied.key');
    writeFileSync(path, `${key.toString('hex')}\n`, { mode: 0o400 });
    expect(masterKeyFile(path).equals(key)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(`${key.toString('hex')}\n`);
  });

  it.each([
    ['an empty file', ''],
    ['a key cut short', `${'a'.repeat(63)}\n`],
    ['a key made longer', `${'a'.repeat(65)}\n`],
    ['another text', `${'x'.repeat(64)}\n`],
  ])('refuses %s instead of sealing with it', (_, text) => {
    path = join(folder, 'damaged.key');
    writeFileSync(path, text);
    expect(() => masterKeyFile(path)).toThrow('put the file back from its copy');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('says why it cannot read', () => {
    expect(() => masterKeyFile(folder)).toThrow('EISDIR');
  });

  it('gives all the same key when several processes start at once', async () => {
    const module = compileInto(join(folder, 'compiled'));
    for (let round = 0; round < 5; round += 1) {
      const keys = await race(module, join(folder, `race-${round}`, 'master.key'), 6);
      expect(keys).toHaveLength(6);
      expect(new Set(keys).size).toBe(1);
      expect(readdirSync(join(folder, `race-${round}`))).toEqual(['master.key']);
    }
  });
});
