import { type RedisOptions } from 'ioredis';
import { RedisUrlRefused } from './redis-errors.js';

/** Replies in the form that BullMQ reads. */
export type ConnectionOptions = Omit<RedisOptions, 'replyMapping'> & { readonly replyMapping: 'legacy' };

export const CONNECT_TIMEOUT_MS = 5_000;
/** Far above what any command of the queue takes: only a server that no longer answers reaches it. */
export const COMMAND_TIMEOUT_MS = 10_000;
/** Whatever is to be written is written by then: a connection that is not closed so soon is cut. */
const DISCONNECT_TIMEOUT_MS = 500;
const RECONNECT_FIRST_MS = 100;
const RECONNECT_MAX_MS = 2_000;
const DEFAULT_PORT = 6379;
const DATABASE = /^\/?(\d*)$/;

/**
 * Read here and not by the driver, whose error about a URL repeats all of it.
 * @throws RedisUrlRefused, without any part of the URL.
 */
export function redisOptions(url: string): ConnectionOptions {
  const { protocol, hostname, port, username, password, pathname } = parse(url);
  const database = DATABASE.exec(pathname);
  if (!['redis:', 'rediss:'].includes(protocol) || hostname === '' || database === null) throw new RedisUrlRefused();
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? DEFAULT_PORT : Number(port),
    db: Number(database[1]),
    ...(username === '' ? {} : { username: decoded(username) }),
    ...(password === '' ? {} : { password: decoded(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
    replyMapping: 'legacy',
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(times * RECONNECT_FIRST_MS, RECONNECT_MAX_MS),
  };
}

/**
 * For whoever asks and waits for the answer: without a connection a command fails at once instead of waiting for one,
 * and none is sent a second time after the connection broke.
 */
export const askingOptions = (url: string): ConnectionOptions => ({
  ...redisOptions(url),
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: COMMAND_TIMEOUT_MS,
});

/** For the workers: the end of a job is written as soon as there is a connection again, however long that takes. */
export const workingOptions = (url: string): ConnectionOptions => ({
  ...redisOptions(url),
  maxRetriesPerRequest: null,
});

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new RedisUrlRefused();
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RedisUrlRefused();
  }
}
