import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'dist/apps/cli/src/main.js');
const START_MAX_MS = 60_000;

/** Quittance in a process of its own, as `npm start` runs it, so that it can be killed. */
export class QuittanceProcess {
  readonly errors: string[] = [];
  #child: ChildProcess | null = null;

  constructor(
    private readonly dataFolder: string,
    private readonly env: Readonly<Record<string, string>> = {},
  ) {}

  /** Resolves with the address when it listens. */
  start(): Promise<string> {
    const child = spawn(process.execPath, [MAIN, 'start'], {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'test',
        QUITTANCE_PORT: '0',
        QUITTANCE_DATA: this.dataFolder,
        QUITTANCE_CLOCK: 'test',
        QUITTANCE_LOG: 'warn',
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.errors.push(line));
    return this.#address(child);
  }

  /** No warning and nothing is flushed: what a power cut or the kernel would do to it. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  #address(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`no start within ${START_MAX_MS} ms`)), START_MAX_MS);
      const failed = (): void => reject(new Error(`the process ended at its start: ${this.errors.join('\n')}`));
      child.once('exit', failed);
      if (child.stdout === null) return reject(new Error('the process has no standard output'));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const address = /^Quittance is listening on (\S+)$/.exec(line)?.[1];
        if (address === undefined) return;
        clearTimeout(tooLate);
        child.removeListener('exit', failed);
        resolve(address);
      });
    });
  }

  #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }
}
