import { connect } from 'node:net';

const ANSWER_WITHIN_MS = 2_000;
const DEFAULT_PORTS = { esdb: 2113, mongodb: 27_017, redis: 6379, smtp: 25 };

const answers = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_WITHIN_MS });
    const end = (isThere) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });

/** Whether somebody listens at the first address of a server's URL. */
export const isReachable = async (url) => {
  const match = /^([a-z]+)[^:]*:\/\/(?:[^@/]*@)?([^:/,?]+)(?::(\d+))?/.exec(url);
  if (match === null) return false;
  const [, scheme, host, port] = match;
  return answers(host, port === undefined ? (DEFAULT_PORTS[scheme] ?? 0) : Number(port));
};
