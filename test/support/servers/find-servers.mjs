import { isReachable } from './reachable.mjs';
import { RedisServer } from './redis-server.mjs';

const SERVERS = ['eventstoredb', 'mongodb', 'redis', 'smtp'];

const variableOf = (name) => `QUITTANCE_TEST_${name.toUpperCase()}`;

/** Why the specs of a server cannot run; null when they can. */
const whyNot = async (name) => {
  const url = process.env[variableOf(name)];
  if (!url) return `${variableOf(name)} is not set`;
  return (await isReachable(url)) ? null : `nobody listens at ${variableOf(name)}`;
};

/**
 * Before all tests: finds out which servers they can run on, and starts a Redis where the machine has one and none is
 * named. Says loudly what is skipped. Every worker of the run inherits what is found: none looks for itself.
 */
export default async function findServers() {
  if (!process.env.QUITTANCE_TEST_REDIS) {
    globalThis.quittanceTestRedis = await RedisServer.start();
    if (globalThis.quittanceTestRedis) process.env.QUITTANCE_TEST_REDIS = globalThis.quittanceTestRedis.url;
  }
  const required = (process.env.QUITTANCE_TEST_REQUIRE ?? '').split(',').map((name) => name.trim());
  for (const name of SERVERS) {
    const reason = await whyNot(name);
    if (reason === null) continue;
    process.env[variableOf(name)] = '';
    const outcome = required.includes(name) ? 'its specs will FAIL' : 'its specs are SKIPPED';
    process.stderr.write(`\n⚠ ${name}: ${reason}; ${outcome}.\n`);
  }
}
