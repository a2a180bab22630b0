// Runs the contract of every adapter, and every story, on the servers that the settings name:
//   QUITTANCE_TEST_EVENTSTOREDB, QUITTANCE_TEST_MONGODB, QUITTANCE_TEST_REDIS, QUITTANCE_TEST_SMTP
// A server that is named and cannot be reached is a failure. Those that are not named are stand-ins in the stories, and
// their contracts are skipped. Each run has namespaces of its own; nothing of what it leaves is ever read again.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, refuseOldNode, root } from './prepare.mjs';

const SERVERS = ['eventstoredb', 'mongodb', 'redis', 'smtp'];
const named = SERVERS.filter((name) => process.env[`QUITTANCE_TEST_${name.toUpperCase()}`]);

const jest = (env, ...args) => {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: root,
    env: { ...process.env, QUITTANCE_TEST_REQUIRE: named.join(','), ...env },
    stdio: 'inherit',
  });
  return status === 0;
};

refuseOldNode();
if (named.length === 0) {
  console.error('No server is named: set QUITTANCE_TEST_EVENTSTOREDB, …_MONGODB, …_REDIS or …_SMTP to its URL.');
  process.exit(2);
}
ensureInstalled();
ensureBuilt();
// What comes after -- picks stories. One after the other, because a server is slower than a file and all share it.
const filters = process.argv.slice(2);
const contracts = jest({}, '--runInBand', ...['eventstoredb', 'mongodb', 'bullmq', 'smtp'].map((name) => `/${name}/`));
const stories = jest(
  { QUITTANCE_TEST_MODE: 'cluster' },
  '--maxWorkers=1',
  '--forceExit',
  ...(filters.length > 0 ? filters : ['test/scenarios']),
);
console.log(`${contracts ? '✓' : '✗'} contracts on ${named.join(', ')}`);
console.log(`${stories ? '✓' : '✗'} stories in cluster mode`);
process.exit(contracts && stories ? 0 : 1);
