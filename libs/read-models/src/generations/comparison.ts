import { createHash } from 'node:crypto';
import { canonicalJson, type Position } from '#event-store';
import type { DocumentReference } from '../port/projection.js';
import type { ReadModelStore, ScannedDocument } from '../port/read-model-store.js';

export interface Difference extends DocumentReference {
  /** What is wrong with the live one: not in it, in it though no event made it, or with another content or other keys. */
  readonly kind: 'missing' | 'surplus' | 'altered';
}

/** Two generations of one projection at the same position. */
export interface Comparison {
  readonly position: Position;
  /** In the generation that was built anew. */
  readonly documents: number;
  /** SHA-256, in hex, over the documents and keys of every collection in order of id: of the live generation. */
  readonly hashBefore: string;
  readonly hashAfter: string;
  readonly differences: readonly Difference[];
}

interface Digested {
  readonly id: string;
  readonly digest: string;
}

interface Found extends Difference {
  /** Of the live document; null when there is none. */
  readonly digest: string | null;
}

const PAGE_SIZE = 500;

const digestOf = ({ id, keys, document }: ScannedDocument): string =>
  createHash('sha256')
    .update(canonicalJson([id, keys, document]))
    .digest('hex');

/** In the order of a scan: that of the UTF-8 bytes. */
const compareIds = (left: string, right: string): number =>
  left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));

async function* digestsOf(store: ReadModelStore, collection: string): AsyncGenerator<Digested> {
  let after: string | undefined;
  for (;;) {
    const page = await store.scan({ collection, limit: PAGE_SIZE, ...(after !== undefined && { after }) });
    for (const document of page) yield { id: document.id, digest: digestOf(document) };
    after = page.at(-1)?.id;
    if (after === undefined) return;
  }
}

const digestIn = async (store: ReadModelStore, { collection, id }: DocumentReference): Promise<string | null> => {
  const [found] = await store.scan({ collection, from: id, limit: 1 });
  return found?.id === id ? digestOf(found) : null;
};

const nameOf = ({ collection, id }: DocumentReference): string => `${collection}\0${id}`;

/**
 * Compares two generations while the live one goes on. What an event has changed since the scan began is looked at
 * again when both stand at the same position, so the scan need not stop anybody.
 */
export class Comparing {
  readonly #found = new Map<string, Found>();

  constructor(
    private readonly live: ReadModelStore,
    private readonly next: ReadModelStore,
    private readonly collections: readonly string[],
  ) {}

  /** Looks at every document. */
  async scan(): Promise<void> {
    for (const collection of this.collections) {
      const pairs = pairsOf(digestsOf(this.live, collection), digestsOf(this.next, collection));
      for await (const { id, live, next } of pairs) this.#note({ collection, id }, live, next);
    }
  }

  /** Looks at these documents again. */
  async recheck(references: readonly DocumentReference[]): Promise<void> {
    for (const reference of new Map(references.map((one) => [nameOf(one), one])).values()) {
      const [live, next] = await Promise.all([digestIn(this.live, reference), digestIn(this.next, reference)]);
      this.#note(reference, live === null ? null : { digest: live }, next === null ? null : { digest: next });
    }
  }

  /**
   * What has been found. Only the new generation is read, which stands still: the live one had the same documents at
   * this position, but for the differences.
   */
  async result(position: Position): Promise<Comparison> {
    const [before, after] = [createHash('sha256'), createHash('sha256')];
    let documents = 0;
    for (const collection of this.collections) {
      const found = [...this.#found.values()].filter((one) => one.collection === collection);
      const surplus = found.filter(({ kind }) => kind === 'surplus').sort((a, b) => compareIds(a.id, b.id));
      const add = (digest: string | null): unknown => digest !== null && before.update(digest);
      before.update(`${collection}\n`);
      after.update(`${collection}\n`);
      for await (const { id, digest } of digestsOf(this.next, collection)) {
        documents += 1;
        while (surplus[0] !== undefined && compareIds(surplus[0].id, id) < 0) add(surplus.shift()?.digest ?? null);
        const different = this.#found.get(nameOf({ collection, id }));
        add(different === undefined ? digest : different.digest);
        after.update(digest);
      }
      for (const { digest } of surplus) add(digest);
    }
    const differences = [...this.#found.values()].map(({ collection, id, kind }) => ({ collection, id, kind }));
    return { position, documents, hashBefore: before.digest('hex'), hashAfter: after.digest('hex'), differences };
  }

  #note({ collection, id }: DocumentReference, live: HasDigest, next: HasDigest): void {
    const name = nameOf({ collection, id });
    if (live?.digest === next?.digest) {
      this.#found.delete(name);
      return;
    }
    const kind = live === null ? 'missing' : next === null ? 'surplus' : 'altered';
    this.#found.set(name, { collection, id, kind, digest: live?.digest ?? null });
  }
}

type HasDigest = Pick<Digested, 'digest'> | null;

interface Pair {
  readonly id: string;
  readonly live: Digested | null;
  readonly next: Digested | null;
}

const following = async (documents: AsyncGenerator<Digested>): Promise<Digested | null> => {
  const next = await documents.next();
  return next.done === true ? null : next.value;
};

const orderOf = (live: Digested | null, next: Digested | null): number => {
  if (live === null) return 1;
  return next === null ? -1 : compareIds(live.id, next.id);
};

/** The documents of both by id, each once. */
async function* pairsOf(ours: AsyncGenerator<Digested>, theirs: AsyncGenerator<Digested>): AsyncGenerator<Pair> {
  let [live, next] = [await following(ours), await following(theirs)];
  for (;;) {
    const order = orderOf(live, next);
    const pair = { live: order <= 0 ? live : null, next: order >= 0 ? next : null };
    const id = (pair.live ?? pair.next)?.id;
    if (id === undefined) return;
    yield { id, ...pair };
    if (order <= 0) live = await following(ours);
    if (order >= 0) next = await following(theirs);
  }
}
