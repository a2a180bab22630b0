import { type Document } from 'bson';
import { type Handler } from './command.js';

const MAX_WIRE_VERSION = 21;
const VERSION = '7.0.0';

/** The primary of a replica set of one, so that drivers allow transactions. */
const hello: Handler = (command, { life }): Document => ({
  ...('hello' in command ? { isWritablePrimary: true } : { ismaster: true }),
  helloOk: true,
  hosts: [life.address],
  setName: 'rs0',
  setVersion: 1,
  secondary: false,
  primary: life.address,
  me: life.address,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion: MAX_WIRE_VERSION,
  readOnly: false,
  ok: 1,
});

const buildInfo: Handler = () => ({ version: VERSION, versionArray: [7, 0, 0, 0], ok: 1 });

const endSessions: Handler = (command, { life }) => {
  life.sessions.endSessions(command['endSessions'] as Document[]);
  return { ok: 1 };
};

export const HANDSHAKE: Readonly<Record<string, Handler>> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: () => ({ ok: 1 }),
  buildInfo,
  buildinfo: buildInfo,
  endSessions,
};
