/** Ends the namespace in the name of a stream. */
const SEPARATOR = '.';

/** Names of streams as the server has them: those of a namespace begin with it. */
export class Namespace {
  readonly #prefix: string;

  /** @param name '' for none. */
  constructor(readonly name: string) {
    this.#prefix = name === '' ? '' : `${name}${SEPARATOR}`;
  }

  stored(stream: string): string {
    return `${this.#prefix}${stream}`;
  }

  /** The name as callers know it; null for a stream that is not of the namespace. */
  known(stored: string): string | null {
    return stored.startsWith(this.#prefix) ? stored.slice(this.#prefix.length) : null;
  }

  /** Matches the streams of the namespace, and without one all but those of the system. */
  get pattern(): string {
    return this.#prefix === '' ? '^[^$]' : `^${this.#prefix.replace(SEPARATOR, '[.]')}`;
  }
}
