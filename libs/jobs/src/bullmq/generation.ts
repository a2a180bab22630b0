import { randomUUID } from 'node:crypto';
import { type Redis } from 'ioredis';

const READ_OR_NAME = `
  redis.call('SET', KEYS[1], ARGV[1], 'NX')
  return redis.call('GET', KEYS[1])`;
const RUN_ID = /^run_id:(\w+)/m;

/**
 * A name that goes with the jobs: whoever empties the server removes it, and the next to ask gives another. A server
 * that was restarted, or took over from another, may lack the last second of jobs and still have the name; so the
 * name of its run is part of it.
 */
export async function generationOf(redis: Redis, prefix: string): Promise<string> {
  const name = String(await redis.eval(READ_OR_NAME, 1, `${prefix}:generation`, randomUUID()));
  const run = RUN_ID.exec(await redis.info('server'))?.[1] ?? '';
  return `${name}.${run}`;
}
