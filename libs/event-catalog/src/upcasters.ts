/** From the data of one version to the data of the next; pure, and exact for every golden file of that version. */
export type Upcaster = (data: object) => object;

/** Keyed by what they read: `SeatsChanged.v1` gives the data of version 2. */
export type Upcasters = Readonly<Record<string, Upcaster>>;

/** No event has a second version yet. */
export const UPCASTERS: Upcasters = {};

interface Outdated {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}

/** The data in version `to`, brought up step by step. */
export const upcast = ({ type, version, data }: Outdated, to: number, upcasters: Upcasters = UPCASTERS): object => {
  let current = data;
  for (let from = version; from < to; from += 1) {
    const step = upcasters[`${type}.v${from}`];
    if (step === undefined) throw new Error(`${type} version ${from} cannot be read: add its upcaster to upcasters.ts`);
    current = step(current);
  }
  return current;
};
