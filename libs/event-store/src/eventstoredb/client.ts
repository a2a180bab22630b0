import type { Duplex } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import { guardAppends } from './guard-appends.js';

/**
 * With it the client answers a refused append by a wrong revision instead of an error. The client takes the names of
 * its options in any case, with `-` and `_` wherever one likes.
 */
const SILENT_FAILURE = /[?&]throwonappendfailure=false/i;

/** What the client calls the one call that carries all its appends. */
const APPENDS = 'appendToStream';

type OpenCall = (grpcClient: unknown) => Duplex | Promise<Duplex>;

/** The part of the client that its own modules use. It will not change: 6.2 is its last version. */
interface Internals {
  supports: () => Promise<boolean>;
  GRPCStreamCreator: (service: unknown, name: string, open: OpenCall, cache: unknown) => () => Promise<Duplex>;
}

/** @throws RangeError without any part of the URL, which may hold a password. */
const parsed = (url: string): EventStoreDBClient => {
  try {
    // The server goes by both names, the client by the older one.
    return EventStoreDBClient.connectionString(url.replace(/^kurrentdb(?=[:+])/, 'esdb'));
  } catch {
    throw new RangeError(
      'The URL of EventStoreDB cannot be read: write it like esdb://user:password@host:2113?tls=true',
    );
  }
};

/**
 * The vendor's client, made safe to append with. It sends appends through one call that has no end, each in one
 * message, so that the server has all of an append or nothing.
 *
 * The other way it has, a call for each append with a message for each event, is out of the question: when such a call
 * is cancelled, as a deadline does, the server writes the events that had arrived. So the client must not find out
 * whether the server knows the first way, which it does from 21.10 on; it would also ask without a deadline and keep
 * whatever came of it for ever.
 * @throws RangeError when the URL asks for what would lose appends.
 */
export const openClient = (url: string): EventStoreDBClient => {
  if (SILENT_FAILURE.test(url.replace(/[-_]/g, ''))) {
    throw new RangeError('The URL of EventStoreDB must not set throwOnAppendFailure=false: take it out');
  }
  const client = parsed(url);
  const internals = client as unknown as Internals;
  const createCall = internals.GRPCStreamCreator;
  internals.supports = () => Promise.resolve(true);
  internals.GRPCStreamCreator = (service, name, open, cache) => {
    const openGuarded: OpenCall = async (grpcClient) => guardAppends(await open(grpcClient));
    return createCall(service, name, name === APPENDS ? openGuarded : open, cache);
  };
  return client;
};
