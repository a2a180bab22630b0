/** A broken invariant is a bug in our code, not a refusal: it stops the command and nothing is written. */
export class InvariantBroken extends Error {
  constructor(message: string) {
    super(`invariant broken: ${message}`);
    this.name = new.target.name;
  }
}

export function invariant(holds: boolean, message: string): asserts holds {
  if (!holds) throw new InvariantBroken(message);
}
