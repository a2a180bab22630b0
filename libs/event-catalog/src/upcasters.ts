/** From the data of one version to the data of the next; pure, and exact for every golden file of that version. */
export type Upcaster = (data: object) => object;

/** Keyed by what they read: `SeatsChanged.v1` gives the data of version 2. No event has a second version yet. */
export const UPCASTERS: Readonly<Record<string, Upcaster>> = {};
