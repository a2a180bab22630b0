import { type Document } from 'bson';
import { MongoRefusal } from '../refusals.js';
import { CATALOG } from './catalog.js';
import { CommandContext, type Handler, type Life } from './command.js';
import { HANDSHAKE } from './handshake.js';
import { READING } from './reading.js';
import { WRITING } from './writing.js';

const commitTransaction: Handler = (command, { life }) => {
  life.sessions.commit(command);
  return { ok: 1 };
};

const abortTransaction: Handler = (command, { life }) => {
  life.sessions.abort(command);
  return { ok: 1 };
};

const ENDINGS: Readonly<Record<string, Handler>> = { commitTransaction, abortTransaction };
const HANDLERS = new Map(Object.entries({ ...HANDSHAKE, ...READING, ...WRITING, ...CATALOG, ...ENDINGS }));

/** A command's name is its first field. */
export const commandName = (command: Document): string => Object.keys(command)[0] ?? '';

/** What would change the outcome and is left out is refused: a test must not pass because it was ignored. */
const LEFT_OUT = ['arrayFilters', 'collation', 'let', 'max', 'min', 'tailable'];

const assertSupported = (command: Document): void => {
  const statements = [command['updates'], command['deletes']].flatMap((list) => (list as Document[] | undefined) ?? []);
  const options = [command, ...statements].flatMap((part) => LEFT_OUT.filter((name) => name in part));
  if (options.length > 0) throw new MongoRefusal(72, `the stand-in does not support ${options.join(', ')}`);
};

const isEnding = (name: string): boolean => name in ENDINGS;

const handle = async (command: Document, life: Life): Promise<Document> => {
  if (life.isOver) throw new MongoRefusal(91, 'the server is shutting down');
  const name = commandName(command);
  const handler = HANDLERS.get(name);
  if (handler === undefined) throw new MongoRefusal(59, `no such command: '${name}'`);
  assertSupported(command);
  const earlier = life.sessions.earlierAnswer(command);
  if (earlier !== null) return earlier;
  const unit = isEnding(name) ? null : life.sessions.unitOf(command);
  const answer = await handler(command, new CommandContext(life, unit, String(command['$db'])));
  if ('writeErrors' in answer) life.sessions.giveUp(command);
  life.sessions.remember(command, answer);
  return answer;
};

const refusal = (error: unknown): MongoRefusal => {
  if (error instanceof MongoRefusal) return error;
  return new MongoRefusal(1, `the stand-in failed: ${error instanceof Error ? String(error.stack) : String(error)}`);
};

/** Answers a command as a MongoDB server does; never throws. */
export const dispatch = async (command: Document, life: Life): Promise<Document> => {
  try {
    return await life.sessions.inTurn(command, () => handle(command, life));
  } catch (error) {
    life.sessions.giveUp(command);
    return refusal(error).answer();
  }
};
