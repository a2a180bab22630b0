import { calculateObjectSize, type Document, Long } from 'bson';
import { MongoRefusal } from './refusals.js';

const FIRST_BATCH_SIZE = 101;
const BATCH_BYTES_MAX = 16 * 1024 * 1024;

interface Cursor {
  readonly namespace: string;
  readonly documents: readonly Document[];
  next: number;
}

interface Opening {
  readonly batchSize?: number | undefined;
  readonly isSingleBatch?: boolean;
}

/** What found documents wait in until the client has taken them all, or until the server goes. */
export class Cursors {
  readonly #open = new Map<string, Cursor>();
  #lastId = 0;

  /** The answer to `find`: the first batch, and the cursor of the rest. */
  open(namespace: string, documents: readonly Document[], { batchSize, isSingleBatch }: Opening = {}): Document {
    const cursor = { namespace, documents, next: 0 };
    const firstBatch = this.#take(cursor, batchSize ?? FIRST_BATCH_SIZE);
    const isOver = isSingleBatch === true || cursor.next === documents.length;
    const id = isOver ? 0 : (this.#lastId += 1);
    if (!isOver) this.#open.set(String(id), cursor);
    return { cursor: { id: Long.fromNumber(id), ns: namespace, firstBatch }, ok: 1 };
  }

  more(id: unknown, batchSize: number | undefined): Document {
    const cursor = this.#open.get(String(id));
    if (cursor === undefined) throw new MongoRefusal(43, `cursor id ${String(id)} not found`);
    const nextBatch = this.#take(cursor, batchSize ?? Infinity);
    const isOver = cursor.next === cursor.documents.length;
    if (isOver) this.#open.delete(String(id));
    return { cursor: { id: isOver ? Long.ZERO : (id as Long), ns: cursor.namespace, nextBatch }, ok: 1 };
  }

  kill(ids: readonly unknown[]): Document {
    const killed = ids.filter((id) => this.#open.delete(String(id)));
    const unknown = ids.filter((id) => !killed.includes(id));
    return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  }

  killAll(): void {
    this.#open.clear();
  }

  #take(cursor: Cursor, batchSize: number): readonly Document[] {
    const batch: Document[] = [];
    let bytes = 0;
    while (batch.length < batchSize && cursor.next < cursor.documents.length) {
      const document = cursor.documents[cursor.next]!;
      bytes += calculateObjectSize(document);
      if (bytes > BATCH_BYTES_MAX && batch.length > 0) break;
      batch.push(document);
      cursor.next += 1;
    }
    return batch;
  }
}
