import type { DocumentReference, Update } from '../port/projection.js';
import type { DocumentWrite } from '../port/read-model-store.js';

interface Held extends DocumentReference {
  readonly loaded: object | null;
  readonly document: object | null;
  readonly keys: Update['keys'] | null;
}

const nameOf = ({ collection, id }: DocumentReference): string => `${collection}\0${id}`;

/** The documents that some updates touch or read, each once. */
export const referencesOf = (updates: readonly Update[]): readonly DocumentReference[] => {
  const references = updates.flatMap((update) => (update.reads ? [update, update.reads] : [update]));
  return [
    ...new Map(references.map(({ collection, id }) => [nameOf({ collection, id }), { collection, id }])).values(),
  ];
};

/** Some documents, as they were loaded, and what updates make of them. */
export class Fold {
  readonly #held = new Map<string, Held>();

  hold(reference: DocumentReference, loaded: object | null): void {
    this.#held.set(nameOf(reference), { ...reference, loaded, document: loaded, keys: null });
  }

  apply(update: Update): void {
    const held = this.#find(update);
    const read = update.reads ? this.#find(update.reads).document : null;
    const document = update.change(held.document, read);
    this.#held.set(nameOf(update), { ...held, document, keys: update.keys?.bind(update) ?? null });
  }

  /** What is to be written: the documents that are no longer what was loaded. */
  writes(): readonly DocumentWrite[] {
    return [...this.#held.values()]
      .filter(({ loaded, document }) => document !== loaded)
      .map(({ collection, id, document, keys }) =>
        document !== null && keys ? { collection, id, document, keys: keys(document) } : { collection, id, document },
      );
  }

  #find(reference: DocumentReference): Held {
    const held = this.#held.get(nameOf(reference));
    if (held === undefined) throw new Error(`${reference.collection} ${reference.id} is folded before it was loaded`);
    return held;
  }
}
