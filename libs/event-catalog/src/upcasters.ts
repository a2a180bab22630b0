import { addDays } from '#domain';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- data of a version that has no type any more
type Data = Readonly<Record<string, any>>;

/** From the data of one version to the data of the next; pure, and exact for every golden file of that version. */
export type Upcaster = (data: object) => object;

/** Keyed by what they read: `SeatsChanged.v1` gives the data of version 2. */
export type Upcasters = Readonly<Record<string, Upcaster>>;

const withData = (change: (data: Data) => Data): Upcaster => change as Upcaster;

/** In version 1 every term began on its anchor. */
const fromAnchor = (priced: Data): Data => ({ ...priced, term: { ...priced['term'], monthsFromAnchor: 0 } });

/** In version 1 a failed renewal was not tried again; it fails on the renewal day, so the tries count from then. */
const LAST_TRY_DAYS = 7;
const NEXT_TRY_DAYS = 3;

export const UPCASTERS: Upcasters = {
  'UpgradeRequested.v1': withData((data) => ({ ...data, priced: fromAnchor(data['priced']), supersedes: [] })),
  // In version 1 every upgrade had a payment.
  'UpgradeFailed.v1': (data) => data,
  'PlanUpgraded.v1': withData((data) => ({ ...fromAnchor(data), credit: null, supersedes: [] })),
  'SeatsChanged.v1': withData(fromAnchor),
  'SubscriptionRenewed.v1': withData(fromAnchor),
  'PaidChangeRequested.v1': withData((data) => ({ ...data, newTerm: null, credit: null })),
  'SubscriptionEnded.v1': withData((data) => ({
    ...data,
    credit: null,
    writtenOff: 0,
    writtenOffInvoice: null,
    superseded: null,
  })),
  'RenewalPaymentFailed.v1': withData((data) => ({
    ...data,
    retriesFailed: 0,
    nextRetryOn: addDays(data['effectiveOn'], NEXT_TRY_DAYS),
    endsOn: addDays(data['effectiveOn'], LAST_TRY_DAYS),
  })),
  'MailSent.v1': withData((data) => ({ ...data, about: data['invoiceNumber'] })),
};

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
