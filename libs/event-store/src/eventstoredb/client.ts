import { EventStoreDBClient } from '@eventstore/db-client';

/**
 * With it the client answers a refused append by a wrong revision instead of an error. The client takes the names of
 * its options in any case, with `-` and `_` wherever one likes.
 */
const SILENT_FAILURE = /[?&]throwonappendfailure=false/i;

/**
 * The vendor's client, made to append by one call of its own each.
 *
 * Left alone it would send all appends through one call that never ends and has no deadline. Their promises are in one
 * map of the whole process: when that call breaks, whichever client it belongs to, all of them are rejected and
 * forgotten, and the acknowledgement of a healthy one ends the process as an exception that nobody can catch. It asks
 * the server whether that call exists, by a call without a deadline whose outcome it keeps for ever; the answer given
 * here is no.
 * @throws RangeError when the URL asks for what would lose appends.
 */
export const openClient = (url: string): EventStoreDBClient => {
  if (SILENT_FAILURE.test(url.replace(/[-_]/g, ''))) {
    throw new RangeError('The URL of EventStoreDB must not set throwOnAppendFailure=false: take it out');
  }
  const client = EventStoreDBClient.connectionString(url);
  return Object.assign(client, { supports: () => Promise.resolve(false) });
};
