import {
  coverageDecider,
  evolveCoverage,
  Refusal,
  seatsTaken,
  subscriptionDecider,
  type CoverageCommand,
  type CoverageEvent,
  type Credit,
  type PlanUpgraded,
  type PaidChangeRequested,
  type Subscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
  type SubscriptionRenewed,
  type TrialConverted,
} from '#domain';
import type { Ownership, Waiting } from '../books.js';
import { enter, issueCreditNote, issueInvoice, pay } from './documents.js';
import {
  placeOf,
  rootFor,
  streamFor,
  type Issued,
  type Root,
  type Stream,
  type SystemState,
  type Told,
} from './world.js';

/** `declined` never pays, `failsOnRenewal` only while a person confirms. The card is the envelope's text. */
export const cardPays = (card: string | undefined, isConfirmed: boolean): boolean =>
  card === 'ok' || (card === 'failsOnRenewal' && isConfirmed);

const cardOf = ({ state }: Stream): string | undefined =>
  state.status === 'none' ? undefined : state.account.paymentMethod?.sealed;

const placeName = (id: string, term: number, k: number): string => `${id}:${term}:${k}`;

export const currentPlace = (stream: Stream): string =>
  stream.state.status === 'active'
    ? placeName(stream.id, stream.state.current.term.index, stream.state.current.k)
    : `${stream.id}:ended`;

/** Decides, and lets everything follow that follows from the facts. @throws what the decider throws. */
export const decide = (system: SystemState, id: string, command: SubscriptionCommand): readonly SubscriptionEvent[] => {
  const stream = streamFor(system, id);
  const events = subscriptionDecider.decide(command, stream.state);
  for (const event of events) {
    const placeBefore = currentPlace(stream);
    stream.state = subscriptionDecider.evolve(stream.state, event);
    stream.events.push({ event, order: system.order, day: system.today });
    document(system, stream, { event, placeBefore });
    keepBooks(system, stream, event);
  }
  for (const event of events) react(system, stream, event);
  if (system.told !== null && !('by' in command.data && typeof command.data.by !== 'string')) {
    system.told.push({ id, command });
    refuseAgain(system, { id, command });
  }
  return events;
};

/** What was told once changes nothing when it is told again. A refusal is no change either. */
export const refuseAgain = (system: SystemState, { id, command }: Told): void => {
  const events = decidedAgain(command, streamFor(system, id).state);
  if (events.length > 0) throw new Error(`${command.type} of ${id}, told again, leads to ${events[0]?.type ?? ''}`);
};

const decidedAgain = (command: SubscriptionCommand, state: Subscription): readonly SubscriptionEvent[] => {
  try {
    return subscriptionDecider.decide(command, state);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

export const decideCover = (root: Root, command: CoverageCommand): readonly CoverageEvent[] => {
  const events = coverageDecider.decide(command, root.state);
  root.state = events.reduce(evolveCoverage, root.state);
  root.events.push(...events);
  return events;
};

type Supersedes = PlanUpgraded['data']['supersedes'];

const supersedesOf = ({ data }: SubscriptionEvent): Supersedes => ('supersedes' in data ? data.supersedes : []);

const creditOf = ({ data }: SubscriptionEvent): Credit | null => ('credit' in data ? data.credit : null);

/** The invoice and the credit note that a fact leads to. */
const document = (
  system: SystemState,
  stream: Stream,
  { event, placeBefore }: { event: SubscriptionEvent; placeBefore: string },
): void => {
  const credit = creditOf(event);
  if (event.type === 'SubscriptionEnded') {
    const { superseded, writtenOff } = event.data;
    const isRest = superseded !== null && superseded.line !== null;
    if (credit !== null) issueCreditNote(system, stream, { credit, place: placeBefore, isRest });
    if (writtenOff > 0) writeOff(system, placeBefore, writtenOff);
  } else if ('bill' in event.data && event.type !== 'PaidChangeRequested') {
    const { bill } = event.data;
    const invoice = issueInvoice(system, stream, {
      bill,
      supersedes: supersedesOf(event),
      place: currentPlace(stream),
    });
    if ('paymentId' in event.data && event.data.paymentId !== null) pay(system, invoice);
    if (credit !== null) issueCreditNote(system, stream, { credit, place: placeBefore, isRest: true });
  }
};

const writeOff = (system: SystemState, place: string, amount: number): void => {
  const open = system.issued.find((issued) => issued.place === place && issued.open > 0);
  if (open?.open !== amount) throw new Error(`${amount} are written off of ${place}, ${open?.open ?? 0} are open`);
  enter(system, { kind: 'writeOff', invoice: open.document.id, creditNote: null, amount: BigInt(amount) });
  open.open = 0;
};

const closeLast = (list: (Ownership | Waiting)[], subscription: string, order: number): void => {
  const at = list.findLastIndex((entry) => entry.subscription === subscription && entry.until === null);
  const entry = list[at];
  if (entry !== undefined) list[at] = { ...entry, until: order };
};

const own = (system: SystemState, subscription: string, person: string | null): void => {
  closeLast(system.owners, subscription, system.order);
  if (person !== null) system.owners.push({ subscription, person, after: system.order, until: null });
};

const keepBooks = (system: SystemState, { id }: Stream, event: SubscriptionEvent): void => {
  const { order } = system;
  switch (event.type) {
    case 'SubscriptionOpened':
      return own(system, id, event.data.ownerId);
    case 'BillingOwnerReassigned':
    case 'BillingOwnershipClaimed':
      return own(system, id, event.data.to);
    case 'BillingOwnerReturned':
      return own(system, id, event.data.ownerId);
    case 'BillingOwnerWentMissing':
      return own(system, id, null);
    case 'ChangeScheduled':
      closeLast(system.waiting, id, order);
      system.waiting.push({ subscription: id, kind: 'decrease', after: order, until: null });
      return;
    case 'ScheduledChangeUndone':
    case 'SubscriptionRenewed':
    case 'SubscriptionEnded':
      return closeLast(system.waiting, id, order);
    default:
  }
};

/** What the automations do when a fact is there. */
const react = (system: SystemState, stream: Stream, event: SubscriptionEvent): void => {
  switch (event.type) {
    case 'PaidChangeRequested':
      return settleChange(system, stream, event);
    case 'SubscriptionRenewed':
    case 'TrialConverted':
      return collect(system, stream, event);
    case 'RenewalRetryRequested': {
      const invoice = system.issued.find(({ document: { id } }) => id === event.data.invoiceNumber);
      if (invoice === undefined) throw new Error(`${event.data.invoiceNumber} was never issued`);
      return charge(system, stream, { invoice, paymentId: event.data.paymentId });
    }
    case 'SubscriptionEnded': {
      const { spaceId, subscriptionId } = event.data;
      const root = rootFor(system, placeOf(system, spaceId));
      decideCover(root, { type: 'EndCoverage', data: { spaceId, subscriptionId } });
      return;
    }
    default:
  }
};

const settleChange = (system: SystemState, stream: Stream, { data: { paymentId } }: PaidChangeRequested): void => {
  const command: SubscriptionCommand = cardPays(cardOf(stream), true)
    ? { type: 'SettlePaidChange', data: { paymentId } }
    : { type: 'FailPaidChange', data: { paymentId, reason: 'declined' } };
  decide(system, stream.id, command);
};

const collect = (system: SystemState, stream: Stream, { data }: SubscriptionRenewed | TrialConverted): void => {
  if (stream.state.status !== 'active' || stream.state.account.collection === 'manual' || data.bill.net === 0) return;
  const place = placeName(stream.id, data.term.index, data.k);
  const invoice = system.issued.find((issued) => issued.place === place && issued.document.kind === 'invoice');
  if (invoice === undefined) throw new Error(`${place} was renewed without an invoice`);
  charge(system, stream, { invoice, paymentId: `first ${invoice.document.id}` });
};

const charge = (
  system: SystemState,
  stream: Stream,
  { invoice, paymentId }: { invoice: Issued; paymentId: string },
): void => {
  const [, term, k] = invoice.place.split(':').map(Number);
  const about = {
    ...{ paymentId, invoiceNumber: invoice.document.id, term: term ?? 0, k: k ?? 0 },
    today: system.today,
  };
  if (cardPays(cardOf(stream), false)) {
    const net = invoice.open;
    pay(system, invoice);
    decide(system, stream.id, { type: 'RecordPaymentReceived', data: { ...about, net } });
    return;
  }
  decide(system, stream.id, { type: 'RecordRenewalFailure', data: { ...about, reason: 'declined' } });
};

export const seatsTakenIn = (system: SystemState, spaceId: string): number => {
  const { state } = placeOf(system, spaceId);
  return state.status === 'exists' ? seatsTaken(state) : 0;
};
