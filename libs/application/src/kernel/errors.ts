/** The caller saw another revision than the present one (`If-Match`). Nothing was written. */
export class StaleRevision extends Error {
  readonly code = 'revision.stale';
  constructor(
    /** The newest that the caller knows. */
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`the revision is ${actual}, not ${expected}: read the present state and decide again`);
    this.name = new.target.name;
  }
}

/** An idempotency key that was used for another request. Nothing was written. */
export class KeyReused extends Error {
  readonly code = 'idempotency.key_reused';
  constructor() {
    super('this Idempotency-Key was used for another request: take a new key for a new request');
    this.name = new.target.name;
  }
}

/** The amounts would differ from those that were quoted. Nothing was written and nothing charged. */
export class StaleQuote extends Error {
  readonly code = 'quote.stale';
  constructor() {
    super('the amounts have changed since the quote: ask for a new preview and confirm that');
    this.name = new.target.name;
  }
}

/** Too many writers on one stream at once. Nothing was written. */
export class TooMuchContention extends Error {
  readonly code = 'stream.contention';
  constructor(readonly stream: string) {
    super(`${stream} is changed by others again and again: try again in a moment`);
    this.name = new.target.name;
  }
}
