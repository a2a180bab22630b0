import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReachable } from './reachable.mjs';

const STARTED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;

export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

export class RedisServer {
  #folder = mkdtempSync(join(tmpdir(), 'quittance-redis-'));
  #process = null;

  constructor(port) {
    this.port = port;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  static async start() {
    const server = new RedisServer(await freePort());
    if (await server.restart()) return server;
    await server.remove();
    return null;
  }

  async restart() {
    await this.kill();
    const options = { port: this.port, dir: this.#folder, bind: '127.0.0.1', save: '', appendonly: 'yes' };
    const args = Object.entries({ ...options, 'maxmemory-policy': 'noeviction' }).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]);
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    const isThere = await new Promise((resolve) => {
      child.once('spawn', () => resolve(true));
      child.once('error', () => resolve(false));
    });
    if (!isThere) return false;
    this.#process = child;
    const deadline = Date.now() + STARTED_WITHIN_MS;
    while (!(await isReachable(this.url))) {
      if (Date.now() > deadline) throw new Error(`redis-server did not listen on port ${this.port} in time`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return true;
  }

  async kill() {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async remove() {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
