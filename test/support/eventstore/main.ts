import { obeyParent } from '../servers/power-switch.js';
import { EventStoreStandIn } from './event-store-stand-in.js';

/** A stand-in for several processes of a test: says its URL on standard output and serves until it is killed. Argument: the port. */
const [port] = process.argv.slice(2);
const standIn = await EventStoreStandIn.start(port === undefined ? {} : { port: Number(port) });
obeyParent(standIn);
process.stdout.write(`${standIn.url}\n`);
