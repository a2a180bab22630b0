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

const CONNECTION_ERROR = /Connection is closed|Command timed out|max retries per request|isn't writeable/;

/** Whether a command failed because its connection did, which may still seem to be there at that moment. */
export function isConnectionError(error: unknown): boolean {
  const { message = '', syscall } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return syscall !== undefined || CONNECTION_ERROR.test(message);
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
