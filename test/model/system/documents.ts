import { type Bill, type BillLine, type Credit, type Fund, type PlanUpgraded } from '#domain';
import type { Document, Entry, Line } from '../books.js';
import type { PlanName } from '../steps.js';
import type { Issued, Stream, SystemState } from './world.js';

const lineOf = (line: BillLine, subscription: string, kind: Line['kind'] = line.kind): Line => ({
  kind,
  subscription,
  plan: line.plan as PlanName,
  cycle: line.cycle,
  seats: line.seats,
  from: line.period.start,
  to: line.period.end,
  amount: BigInt(line.amount),
  vatRate: '0',
});

interface Draft {
  readonly kind: Document['kind'];
  readonly stream: Stream;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly place: string;
}

const issue = (system: SystemState, { kind, stream, currency, lines, place }: Draft): Issued => {
  const series = `${kind} ${system.today.slice(0, 4)}`;
  const number = (system.numbers.get(series) ?? 0) + 1;
  system.numbers.set(series, number);
  const sum = lines.reduce((before, { amount }) => before + amount, 0n);
  const net = kind === 'invoice' ? sum : -sum;
  const document: Document = {
    id: `${series}-${number}`,
    kind,
    series,
    number,
    issuedOn: system.today,
    subscription: stream.id,
    currency,
    lines,
    net,
    vat: [{ rate: '0', net, vat: 0n }],
    total: net,
  };
  const issued: Issued = { document, place, open: Number(net) };
  system.issued.push(issued);
  return issued;
};

export const enter = (system: SystemState, entry: Omit<Entry, 'day'>): void => {
  if (entry.amount > 0n) system.entries.push({ day: system.today, ...entry });
};

export const pay = (system: SystemState, invoice: Issued, amount = invoice.open): void => {
  enter(system, { kind: 'payment', invoice: invoice.document.id, creditNote: null, amount: BigInt(amount) });
  invoice.open -= amount;
};

/** A credit line on an organization's first invoice is about the days of the team whose plan ended for it (D2). */
export const issueInvoice = (
  system: SystemState,
  stream: Stream,
  { bill, supersedes, place }: { bill: Bill; supersedes: PlanUpgraded['data']['supersedes']; place: string },
): Issued => {
  const teams = supersedes.filter(({ line }) => line !== null).map(({ subscriptionId }) => subscriptionId);
  const [first, ...others] = bill.lines;
  const lines = [
    ...(first === undefined ? [] : [lineOf(first, stream.id)]),
    ...others.map((line, i) => lineOf(line, teams[i] ?? stream.id)),
  ];
  return issue(system, { kind: 'invoice', stream, currency: bill.currency, lines, place });
};

/** `isRest`: an invoice has taken the days back already, and this is what did not fit on it. */
export const issueCreditNote = (
  system: SystemState,
  stream: Stream,
  { credit, place, isRest }: { credit: Credit; place: string; isRest: boolean },
): void => {
  const lines = credit.lines.map((line) => lineOf(line, stream.id, isRest ? 'rest' : 'credit'));
  const note = issue(system, { kind: 'creditNote', stream, currency: credit.currency, lines, place });
  const refunded = credit.refunds.reduce((sum: number, { amount }: Fund) => sum + amount, 0);
  const open = system.issued.find((issued) => issued.place === place && issued.open > 0 && issued !== note);
  if (credit.reducesOpen > 0) {
    if (open === undefined) throw new Error(`${note.document.id} reduces an invoice that is not open`);
    enter(system, {
      kind: 'reduction',
      invoice: open.document.id,
      creditNote: note.document.id,
      amount: BigInt(credit.reducesOpen),
    });
    open.open -= credit.reducesOpen;
  }
  enter(system, { kind: 'refund', invoice: null, creditNote: note.document.id, amount: BigInt(refunded) });
};
