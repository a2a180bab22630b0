/** Nothing was enqueued: Redis does not answer. Whoever enqueues needs no retry, jobs are derived again from events. */
export class RedisUnreachable extends Error {
  readonly code = 'jobs.redis_unreachable';
  constructor(address: string) {
    super(`Redis at ${address} is not reachable: start it, or correct the URL of Redis`);
    this.name = new.target.name;
  }
}

export class RedisUrlRefused extends Error {
  readonly code = 'jobs.redis_url_refused';
  constructor() {
    super('This is no URL of Redis: write redis://user:password@host:6379/0, or rediss:// for TLS');
    this.name = new.target.name;
  }
}

const SECRET = '***';

/**
 * What may be known of an error that came from Redis. The driver hangs the command with all its arguments onto it, AUTH
 * with its password too, and an old server repeats the arguments of a command that it does not know; so it is made anew
 * from its name, its code and its message, in which the password is blotted out.
 */
export function disclosed(error: unknown, password: string | undefined): Error {
  const { name = 'Error', message = String(error), code } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const known = new Error(password ? message.replaceAll(password, SECRET) : message);
  known.name = name;
  return code === undefined ? known : Object.assign(known, { code });
}
