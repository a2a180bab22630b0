import type { Events } from './registry.js';
import type { OutdatedIn, UpcasterOf } from './schemas/agreement.js';

/**
 * From the data of one version to the data of the next, keyed by what they read: `SeatsChanged.v1` gives the data of
 * version 2. They are pure, and fill what is missing from the event itself, never from a price list or from "now". A
 * version before the current one without its upcaster does not compile.
 */
export const UPCASTERS: { readonly [V in OutdatedIn<Events>]: UpcasterOf<Events, V> } = {};

/** Any upcasters, seen from where the types of the data are no longer known. */
export type Upcasters = Readonly<Record<string, (data: object) => object>>;

interface Outdated {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}

/** The data in version `to`, brought up step by step. */
export const upcast = ({ type, version, data }: Outdated, to: number, upcasters = UPCASTERS as Upcasters): object => {
  let current = data;
  for (let from = version; from < to; from += 1) {
    const step = upcasters[`${type}.v${from}`];
    if (step === undefined) throw new Error(`${type} version ${from} cannot be read: add its upcaster to upcasters.ts`);
    current = step(current);
  }
  return current;
};
