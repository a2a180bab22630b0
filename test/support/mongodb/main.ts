import { parseArgs } from 'node:util';
import { obeyParent } from '../servers/power-switch.js';
import { MongoStandIn } from './index.js';

/** `node dist/test/support/mongodb/main.js --port 27018`: the stand-in in a process of its own, until it is ended. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const standIn = await MongoStandIn.start(Number(values.port));
obeyParent(standIn);
process.stdout.write(`The MongoDB stand-in is listening on ${standIn.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.stop());
