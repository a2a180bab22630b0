import { type BookedSubscription, type Books, type Document, type Stay } from '../books.js';
import { textOf } from './calendar.js';
import { type CreditNote, type DayFact, type Invoice, type State, type Subscription } from './state.js';

const stayOf = (subscription: Subscription, fact: DayFact, from: number): Stay => ({
  subscription: subscription.id,
  from: textOf(from),
  to: textOf(from),
  plan: fact.plan,
  cycle: fact.cycle,
  seats: fact.seats,
  unitPrice: fact.unitPrice,
  periodStart: textOf(fact.periodStart),
  periodEnd: textOf(fact.periodEnd),
  trial: fact.trial,
});

/** Days that follow each other with the same fact, as one stay; the days already bought are days as well. */
const staysOf = (subscription: Subscription): Stay[] => {
  const stays: Stay[] = [];
  const { days, firstDay, endedOn } = subscription;
  let began = 0;
  for (let at = 1; at <= days.length; at += 1) {
    const fact = days[began];
    if (fact === undefined || fact === days[at]) continue;
    const runsOn = at === days.length && endedOn === null;
    stays.push({
      ...stayOf(subscription, fact, firstDay + began),
      to: textOf(runsOn ? fact.periodEnd : firstDay + at),
    });
    began = at;
  }
  return stays;
};

const isInvoice = (document: Invoice | CreditNote): document is Invoice => 'open' in document;

const documentOf = (document: Invoice | CreditNote): Document => {
  const kind = isInvoice(document) ? 'invoice' : 'creditNote';
  const net = isInvoice(document) ? document.net : document.amount;
  return {
    id: document.id,
    kind,
    series: `${kind} ${document.issuedOn.slice(0, 4)}`,
    number: document.number,
    issuedOn: document.issuedOn,
    subscription: document.subscription,
    currency: document.currency,
    lines: document.lines,
    net,
    vat: [{ rate: '0', net, vat: 0n }],
    total: net,
  };
};

const subscriptionOf = (subscription: Subscription): BookedSubscription => ({
  id: subscription.id,
  space: subscription.space.id,
  organization: subscription.space.organization?.id ?? null,
  manual: subscription.manual,
});

export const booksOf = (state: State): Books => ({
  subscriptions: state.subscriptions.map(subscriptionOf),
  documents: state.documents.map(documentOf),
  entries: state.entries,
  days: state.subscriptions.flatMap(staysOf),
  owners: state.owners,
  waiting: state.waiting,
  actions: state.actions,
  copies: [],
});
