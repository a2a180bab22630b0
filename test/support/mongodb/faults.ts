import { type Document } from 'bson';
import { MongoRefusal, RETRYABLE, TRANSIENT } from './refusals.js';

/** Which command a fault waits for: one of this name, or one that the function says is meant. */
export type Wanted = string | ((name: string, command: Document) => boolean);

/** What becomes of one command. */
export interface Fate {
  readonly delayMs?: number;
  readonly refusal?: MongoRefusal;
  /** It is applied, then its answer is lost and its connection cut. */
  readonly isCut?: boolean;
}

interface Fault {
  readonly wanted: Wanted;
  readonly fate: (command: Document) => Fate;
}

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify']);
const MONITORING = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions']);

const inTransaction = (command: Document): boolean => command['autocommit'] === false;

export const isWrite = (name: string): boolean => WRITES.has(name) || name === 'commitTransaction';

/** Whether the command makes something lasting: a write within a transaction does not. */
export const isCommit = (name: string, command: Document): boolean =>
  name === 'commitTransaction' || (WRITES.has(name) && !inTransaction(command));

export const isOperation = (name: string): boolean => !MONITORING.has(name);

const steppedDown = (name: string, command: Document): MongoRefusal => {
  const isTransient = inTransaction(command) && name !== 'commitTransaction';
  return new MongoRefusal(10107, 'not primary', {}, [isTransient ? TRANSIENT : RETRYABLE]);
};

/** The faults that are ordered and have not happened yet; each happens once, to the first command that it waits for. */
export class Faults {
  readonly #waiting: Fault[] = [];

  refuse(wanted: Wanted, code: number, labels: readonly string[]): void {
    const refusal = new MongoRefusal(code, `refused on demand with code ${code}`, {}, labels);
    this.#waiting.push({ wanted, fate: () => ({ refusal }) });
  }

  stepDown(wanted: Wanted): void {
    this.#waiting.push({ wanted, fate: (command) => ({ refusal: steppedDown(Object.keys(command)[0]!, command) }) });
  }

  cut(wanted: Wanted): void {
    this.#waiting.push({ wanted, fate: () => ({ isCut: true }) });
  }

  delay(wanted: Wanted, delayMs: number): void {
    this.#waiting.push({ wanted, fate: () => ({ delayMs }) });
  }

  /** What happens to this command. It uses up the fault. */
  fateOf(name: string, command: Document): Fate {
    const at = this.#waiting.findIndex(({ wanted }) =>
      typeof wanted === 'string' ? wanted === name : wanted(name, command),
    );
    return at < 0 ? {} : this.#waiting.splice(at, 1)[0]!.fate(command);
  }

  clear(): void {
    this.#waiting.length = 0;
  }
}
