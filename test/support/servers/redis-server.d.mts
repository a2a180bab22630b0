/** A port of the loopback address that was free a moment ago. */
export function freePort(): Promise<number>;

/** A Redis server of a test's own, as operators run it: nothing is evicted, every change is appended to a file. */
export class RedisServer {
  readonly port: number;
  readonly url: string;
  /** Null when this machine has no `redis-server`. */
  static start(): Promise<RedisServer | null>;
  /** Kills it where it runs, and starts it on the same port with what its file holds; false without `redis-server`. */
  restart(): Promise<boolean>;
  /** As a machine that loses its power. */
  kill(): Promise<void>;
  /** Kills it and removes its file. */
  remove(): Promise<void>;
}
