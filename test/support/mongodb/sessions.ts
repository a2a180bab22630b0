import { type Binary, type Document } from 'bson';
import { MongoRefusal, TRANSIENT } from './refusals.js';
import { type Store } from './store.js';
import { type UnitOfWork } from './unit-of-work.js';

type State = 'none' | 'open' | 'committed' | 'aborted';

interface Session {
  number: bigint;
  state: State;
  unit: UnitOfWork | null;
  /** The answer to the last write outside transactions, for when the client asks again. */
  answer: Document | null;
  expiry: NodeJS.Timeout | null;
  /** Ends when the last command of the session has. */
  turn: Promise<unknown>;
}

const noSuchTransaction = (number: bigint): MongoRefusal =>
  new MongoRefusal(251, `Transaction with { txnNumber: ${number} } has been aborted.`, {}, [TRANSIENT]);

const keyOf = (command: Document): string | null => {
  const id = (command['lsid'] as { id?: Binary } | undefined)?.id;
  return id === undefined || command['txnNumber'] === undefined ? null : id.toString('hex');
};

const numberOf = (command: Document): bigint => BigInt(String(command['txnNumber']));

/** The logical sessions: which transaction each is in, and what its last write was answered with. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  constructor(
    private readonly store: Store,
    private readonly transactionLifetimeMs: number,
  ) {}

  /** Lets a retried command wait for its first attempt, which may be still at it. */
  async inTurn<T>(command: Document, work: () => Promise<T>): Promise<T> {
    const session = this.#sessionOf(command);
    if (session === null) return work();
    const result = session.turn.then(work);
    session.turn = result.catch(() => undefined);
    return result;
  }

  /** The unit of work of the transaction that a command belongs to; null outside transactions. */
  unitOf(command: Document): UnitOfWork | null {
    if (command['autocommit'] !== false) return null;
    const session = this.#sessionOf(command)!;
    if (command['startTransaction'] === true) return this.#begin(session, numberOf(command));
    this.#assertKnows(session, numberOf(command));
    if (session.state === 'committed') {
      throw new MongoRefusal(256, `Transaction with { txnNumber: ${session.number} } has been committed.`);
    }
    return session.unit;
  }

  /** Commits; a second time it says so again, for a client that has not heard the first answer. */
  commit(command: Document): void {
    const session = this.#sessionOf(command)!;
    this.#assertKnows(session, numberOf(command));
    session.unit?.commit();
    this.#end(session, 'committed');
  }

  abort(command: Document): void {
    const session = this.#sessionOf(command)!;
    this.#assertKnows(session, numberOf(command));
    if (session.state === 'committed') throw new MongoRefusal(256, 'Transaction has been committed.');
    this.#drop(session);
  }

  /** A refused command ends the transaction that it belongs to. */
  giveUp(command: Document): void {
    const session = this.#sessionOf(command);
    if (session?.state === 'open' && session.number === numberOf(command)) this.#drop(session);
  }

  /** What a retried write was answered with the first time; null when it is a new one. */
  earlierAnswer(command: Document): Document | null {
    const session = command['autocommit'] === false ? null : this.#sessionOf(command);
    if (session === null) return null;
    const number = numberOf(command);
    if (number < session.number) throw new MongoRefusal(225, `txnNumber ${number} is too old`);
    if (number === session.number) return session.answer;
    this.#renew(session, number);
    return null;
  }

  remember(command: Document, answer: Document): void {
    const session = command['autocommit'] === false ? null : this.#sessionOf(command);
    if (session !== null) session.answer = answer;
  }

  endSessions(ids: readonly Document[]): void {
    for (const { id } of ids) {
      const key = (id as Binary).toString('hex');
      const session = this.#sessions.get(key);
      if (session !== undefined) this.#drop(session);
      this.#sessions.delete(key);
    }
  }

  /** As after a restart: what is not committed is gone, what is committed is remembered. */
  abortAll(): void {
    for (const session of this.#sessions.values()) if (session.state === 'open') this.#drop(session);
  }

  #sessionOf(command: Document): Session | null {
    const key = keyOf(command);
    if (key === null) return null;
    const fresh: Session = {
      number: -1n,
      state: 'none',
      unit: null,
      answer: null,
      expiry: null,
      turn: Promise.resolve(),
    };
    const session = this.#sessions.get(key) ?? fresh;
    this.#sessions.set(key, session);
    return session;
  }

  #begin(session: Session, number: bigint): UnitOfWork {
    if (number <= session.number) throw new MongoRefusal(225, `txnNumber ${number} is too old`);
    this.#renew(session, number);
    const unit = this.store.begin();
    const expiry = setTimeout(() => this.#drop(session), this.transactionLifetimeMs).unref();
    Object.assign(session, { unit, expiry, state: 'open' });
    return unit;
  }

  #assertKnows(session: Session, number: bigint): void {
    const isKnown = session.number === number && (session.state === 'open' || session.state === 'committed');
    if (!isKnown) throw noSuchTransaction(number);
  }

  #renew(session: Session, number: bigint): void {
    this.#drop(session);
    Object.assign(session, { number, state: 'none', answer: null });
  }

  #drop(session: Session): void {
    session.unit?.abort();
    this.#end(session, 'aborted');
  }

  #end(session: Session, state: State): void {
    if (session.expiry !== null) clearTimeout(session.expiry);
    Object.assign(session, { state, unit: null, expiry: null });
  }
}
