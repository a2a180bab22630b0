import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '../..');
const START_MAX_MS = 60_000;

export interface NodeProcessOptions {
  /** Below `dist`. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The line on standard output that says that it is ready; its first group is the address. */
  readonly ready: RegExp;
}

/** A process of a test's own, which can be killed. */
export class NodeProcess {
  /** What all its lives wrote to standard error, line by line. */
  readonly errors: string[] = [];
  #child: ChildProcess | null = null;

  constructor(private readonly options: NodeProcessOptions) {}

  /** Resolves with the address when it is ready. */
  start(): Promise<string> {
    const { main, args = [], env = {} } = this.options;
    const child = spawn(process.execPath, [join(ROOT, 'dist', main), ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'test', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    // Whatever ends the test ends what it started.
    const end = (): boolean => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.removeListener('exit', end));
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => this.errors.push(line));
    return this.#address(child);
  }

  /** No warning and nothing is flushed: what a power cut or the kernel would do to it. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Tells it something; resolves when it has answered. */
  async tell(message: string): Promise<void> {
    const child = this.#child;
    if (child === null) throw new Error('the process does not run: start it first');
    const answered = once(child, 'message');
    child.send(message);
    await answered;
  }

  #address(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`no start within ${START_MAX_MS} ms`)), START_MAX_MS);
      const failed = (): void => {
        clearTimeout(tooLate);
        reject(new Error(`the process ended at its start: ${this.errors.join('\n')}`));
      };
      child.once('exit', failed);
      if (child.stdout === null) return reject(new Error('the process has no standard output'));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const address = this.options.ready.exec(line)?.[1];
        if (address === undefined) return;
        clearTimeout(tooLate);
        child.removeListener('exit', failed);
        resolve(address);
      });
    });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
