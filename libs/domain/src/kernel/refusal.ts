import type { RefusalCode } from '../refusal-codes.js';

/** What a refusal tells beyond its code: plain values, never personal data. */
export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/**
 * A command that a rule forbids. The code is stable and part of the API; the HTTP status and the sentence for a person
 * belong to the edge. Nothing was written.
 */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(`refused: ${code} ${JSON.stringify(details)}`);
    this.name = new.target.name;
  }
}

export const refuse = (code: RefusalCode, details: RefusalDetails = {}): never => {
  throw new Refusal(code, details);
};

export function refuseUnless(holds: boolean, code: RefusalCode, details: RefusalDetails = {}): asserts holds {
  if (!holds) refuse(code, details);
}
