// Kills api, projector and worker, two of each, and every server, while commands and renewals flow, and looks through the
// books afterwards. How often each is killed: QUITTANCE_KILLS (1); how many customers: QUITTANCE_SUBSCRIPTIONS (12); the
// order is that of QUITTANCE_SEED, which every run prints. EventStoreDB and MongoDB are stand-ins unless they are named by
// QUITTANCE_TEST_EVENTSTOREDB and QUITTANCE_TEST_MONGODB; those are not killed. Needs redis-server.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, refuseOldNode, root } from './prepare.mjs';

refuseOldNode();
ensureInstalled();
ensureBuilt();
const jest = [
  join(root, 'node_modules/jest/bin/jest.js'),
  '--runInBand',
  '--forceExit',
  'test/cluster/killed-processes',
];
const env = { QUITTANCE_KILLS: '1', ...process.env };
process.exit(spawnSync(process.execPath, jest, { cwd: root, env, stdio: 'inherit' }).status ?? 1);
