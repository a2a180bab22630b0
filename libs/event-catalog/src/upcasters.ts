import { addDays } from '#domain';
import type { Events } from './registry.js';
import type { DataIn, OutdatedIn, UpcasterOf } from './schemas/agreement.js';

type Priced<Version extends 1 | 2> = Pick<DataIn<Events, 'SeatsChanged', Version>, 'term'>;

/** In version 1 every term began on its anchor. */
const fromAnchor = ({ term }: Priced<1>): Priced<2> => ({ term: { ...term, monthsFromAnchor: 0 } });

/** In version 1 a failed renewal was not tried again; it fails on the renewal day, so the tries count from then. */
const LAST_TRY_DAYS = 7;
const NEXT_TRY_DAYS = 3;

/**
 * From the data of one version to the data of the next, keyed by what they read: `SeatsChanged.v1` gives the data of
 * version 2. They are pure, and fill what is missing from the event itself, never from a price list or from "now". A
 * version before the current one without its upcaster does not compile.
 */
export const UPCASTERS: { readonly [V in OutdatedIn<Events>]: UpcasterOf<Events, V> } = {
  'UpgradeRequested.v1': (data) => ({
    ...data,
    priced: { ...data.priced, ...fromAnchor(data.priced) },
    supersedes: [],
  }),
  // In version 1 every upgrade had a payment.
  'UpgradeFailed.v1': (data) => data,
  'PlanUpgraded.v1': (data) => ({ ...data, ...fromAnchor(data), credit: null, supersedes: [] }),
  'SeatsChanged.v1': (data) => ({ ...data, ...fromAnchor(data) }),
  'SubscriptionRenewed.v1': (data) => ({ ...data, ...fromAnchor(data) }),
  'PaidChangeRequested.v1': (data) => ({ ...data, newTerm: null, credit: null }),
  'SubscriptionEnded.v1': (data) => ({
    ...data,
    credit: null,
    writtenOff: 0,
    writtenOffInvoice: null,
    superseded: null,
  }),
  'RenewalPaymentFailed.v1': (data) => ({
    ...data,
    retriesFailed: 0,
    nextRetryOn: addDays(data.effectiveOn, NEXT_TRY_DAYS),
    endsOn: addDays(data.effectiveOn, LAST_TRY_DAYS),
  }),
  'MailSent.v1': (data) => ({ ...data, about: data.invoiceNumber }),
};

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
