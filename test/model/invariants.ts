/** What must hold after any history (RULES, section 10): each function answers what is wrong, in words. */
import { isDeepStrictEqual } from 'node:util';
import { type Action, type Books, type Document, type Line, type Ownership, type Stay } from './books.js';
import { rounded } from './reference/amounts.js';
import { dayOf } from './reference/calendar.js';

const add = <Key>(sums: Map<Key, bigint>, key: Key, amount: bigint): void => {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
};

const linesOf = (books: Books): Line[] => books.documents.flatMap(({ lines }) => lines);

/**
 * 1. Every paid day of every seat stands in exactly one issued line, net of credits. Each interval adds its seats where
 * it begins and takes them away where it ends; lines less days are then zero at every place, or a day is wrong.
 */
export const everyDayStandsInOneLine = (books: Books): string[] => {
  const differences = new Map<string, bigint>();
  const count = (interval: Omit<Stay, 'trial' | 'unitPrice' | 'periodStart' | 'periodEnd'>, times: bigint): void => {
    const seats = BigInt(interval.seats) * times;
    const what = `${interval.subscription}, ${interval.plan} ${interval.cycle}`;
    add(differences, `${what}, from ${interval.from}`, seats);
    add(differences, `${what}, from ${interval.to}`, -seats);
  };
  for (const stay of books.days) if (!stay.trial) count(stay, -1n);
  const wrong: string[] = [];
  for (const line of linesOf(books)) {
    if (line.from >= line.to) wrong.push(`a line of ${line.subscription} covers no day: ${line.from} to ${line.to}`);
    if (line.kind === 'charge') count(line, 1n);
    if (line.kind === 'credit') count(line, -1n);
  }
  for (const [where, seats] of differences) {
    if (seats !== 0n) wrong.push(`${where}: lines and days differ by ${seats} seats`);
  }
  return wrong;
};

/** 20, 5.5 or 0 percent of an amount. */
const percentOf = (amount: bigint, rate: string): bigint => {
  const [whole = '0', decimals = ''] = rate.split('.');
  return rounded(amount * BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length));
};

/** Of an invoice as they stand, of a credit note the other way round: what it credits is positive. */
const amountsByRate = ({ kind, lines }: Document): Map<string, bigint> => {
  const byRate = new Map<string, bigint>();
  for (const { vatRate, amount } of lines) add(byRate, vatRate, kind === 'invoice' ? amount : -amount);
  return byRate;
};

const problemsOfVat = (document: Document): string[] => {
  const { id, vat } = document;
  const wrong: string[] = [];
  const byRate = amountsByRate(document);
  for (const { rate, net, vat: amount } of vat) {
    if (byRate.get(rate) !== net) wrong.push(`${id}: ${rate} % is on ${net}`);
    if (percentOf(net, rate) !== amount) wrong.push(`${id}: ${rate} % of ${net} is not ${amount}`);
    byRate.delete(rate);
  }
  if (byRate.size > 0) wrong.push(`${id}: no VAT at ${[...byRate.keys()].join(', ')} %`);
  return wrong;
};

const problemsOfDocument = (document: Document): string[] => {
  const { id, lines, net, vat, total } = document;
  const wrong = problemsOfVat(document);
  for (const { kind, amount } of lines) {
    const fits = kind === 'charge' ? amount >= 0n : amount <= 0n;
    if (!fits) wrong.push(`${id}: a ${kind} of ${amount}`);
  }
  const sum = [...amountsByRate(document).values()].reduce((before, amount) => before + amount, 0n);
  if (sum !== net) wrong.push(`${id}: lines add up to ${sum}, net is ${net}`);
  const sumWithVat = vat.reduce((before, { vat: amount }) => before + amount, net);
  if (sumWithVat !== total) wrong.push(`${id}: net and VAT are ${sumWithVat}, total is ${total}`);
  if (total < 0n) wrong.push(`${id}: the total is ${total}`);
  return wrong;
};

const problemsOfEntries = (books: Books): string[] => {
  const wrong: string[] = [];
  const open = new Map(books.documents.map(({ id, total }) => [id, total]));
  for (const { kind, invoice, creditNote, amount } of books.entries) {
    if (amount <= 0n) wrong.push(`a ${kind} of ${amount}`);
    for (const document of [invoice, creditNote]) if (document !== null) add(open, document, -amount);
  }
  for (const { id, kind } of books.documents) {
    const left = open.get(id) ?? 0n;
    if (left < 0n) wrong.push(`${id}: ${-left} more than its total`);
    if (kind === 'creditNote' && left > 0n) wrong.push(`${id}: ${left} neither refunded nor taken off an invoice`);
  }
  return wrong;
};

/** No currency gives back more than it has received. */
const problemsOfRefunds = (books: Books): string[] => {
  const currencies = new Map(books.documents.map(({ id, currency }) => [id, currency]));
  const cash = new Map<string, bigint>();
  for (const { kind, invoice, creditNote, amount } of books.entries) {
    const currency = currencies.get(invoice ?? creditNote ?? '') ?? 'unknown';
    if (kind === 'payment') add(cash, currency, amount);
    if (kind === 'refund') add(cash, currency, -amount);
  }
  return [...cash].filter(([, left]) => left < 0n).map(([currency, left]) => `${-left} ${currency} refunded, not paid`);
};

/** 2. Lines add up to the total, VAT by rate to VAT; nothing due is negative. */
export const documentsAddUp = (books: Books): string[] => [
  ...books.documents.flatMap(problemsOfDocument),
  ...problemsOfEntries(books),
  ...problemsOfRefunds(books),
];

const daysBetween = (from: string, to: string): bigint => BigInt(dayOf(to) - dayOf(from));

/** 3. Charged less credited and refunded is the price of the days: exact in a period, rounded once, to the cent. */
export const chargesAreThePriceOfTheDays = (books: Books): string[] => {
  const exact = new Map<string, { subscription: string; shares: bigint; days: bigint }>();
  for (const stay of books.days) {
    const key = `${stay.subscription}, ${stay.periodStart} to ${stay.periodEnd}`;
    const shares = stay.unitPrice * BigInt(stay.seats) * daysBetween(stay.from, stay.to);
    const before = exact.get(key)?.shares ?? 0n;
    const days = daysBetween(stay.periodStart, stay.periodEnd);
    exact.set(key, { subscription: stay.subscription, shares: before + shares, days });
  }
  const differences = new Map<string, bigint>();
  for (const { subscription, amount } of linesOf(books)) add(differences, subscription, amount);
  for (const { subscription, shares, days } of exact.values()) add(differences, subscription, -rounded(shares, days));
  return [...differences]
    .filter(([, difference]) => difference !== 0n)
    .map(([subscription, difference]) => `${subscription}: billed ${difference} more than its days cost`);
};

const overlaps = <Interval>(intervals: readonly Interval[], range: (one: Interval) => [number, number]): boolean => {
  const sorted = intervals.map(range).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return sorted.some(([from], at) => at > 0 && from < (sorted[at - 1]?.[1] ?? 0));
};

const ordersOf = ({ after, until }: Pick<Ownership, 'after' | 'until'>): [number, number] => [after, until ?? Infinity];
const daysOf = ({ from, to }: Stay): [number, number] => [dayOf(from), dayOf(to)];

/** What covers a space on a day: its own plans, and for a team its organization's while it is paid (D2). */
const staysThatCover = (books: Books, space: string): Stay[] => {
  const organization = books.subscriptions.find((subscription) => subscription.space === space)?.organization ?? null;
  const spaces = new Map(books.subscriptions.map((subscription) => [subscription.id, subscription.space]));
  return books.days.filter((stay) => {
    const of = spaces.get(stay.subscription);
    return of === space || (of === organization && !stay.trial);
  });
};

/** 4. At most one owner, one pending change, one subscription covering a team on a day. */
export const atMostOneOfEach = (books: Books): string[] => {
  const wrong: string[] = [];
  for (const { id } of books.subscriptions) {
    const mine = ({ subscription }: { subscription: string }): boolean => subscription === id;
    if (overlaps(books.owners.filter(mine), ordersOf)) wrong.push(`${id}: two owners`);
    const decreases = books.waiting.filter((entry) => mine(entry) && entry.kind === 'decrease');
    if (overlaps(decreases, ordersOf)) wrong.push(`${id}: two pending changes`);
  }
  for (const space of new Set(books.subscriptions.map((subscription) => subscription.space))) {
    if (overlaps(staysThatCover(books, space), daysOf)) wrong.push(`${space}: two plans on a day`);
  }
  return wrong;
};

/** 5. Numbers in a series are 1..n, in order of issue. */
export const numbersHaveNoGap = (books: Books): string[] => {
  const wrong: string[] = [];
  const last = new Map<string, number>();
  let day = '';
  for (const { id, series, number, issuedOn } of books.documents) {
    const expected = (last.get(series) ?? 0) + 1;
    if (number !== expected) wrong.push(`${id}: ${number} in ${series}, not ${expected}`);
    if (issuedOn < day) wrong.push(`${id}: issued on ${issuedOn}, after a document of ${day}`);
    last.set(series, number);
    day = issuedOn;
  }
  return wrong;
};

/** 6. Live state = replayed state = snapshot and tail; a rebuilt read model = the live one. */
export const copiesAreEqual = (books: Books): string[] =>
  books.copies.flatMap(({ what, live, again }) =>
    Object.entries(again)
      .filter(([, copy]) => !isDeepStrictEqual(copy, live))
      .map(([how]) => `${what}: ${how} differs from live`),
  );

/** 7. Deliveries repeated or in another order change nothing: two books of one history are the same. */
export const deliveriesChangeNothing = (books: Books, deliveredAgain: Books): string[] =>
  (Object.keys(books) as (keyof Books)[])
    .filter((part) => !isDeepStrictEqual(books[part], deliveredAgain[part]))
    .map((part) => `${part} differ after another delivery`);

type Rule = (action: Action, plan: { owner: string | null; manual: boolean }) => boolean;

const byOwner: Rule = ({ by }, { owner }) => by === owner;
const bySales: Rule = ({ role }) => role === 'sales';
const byOwnerOrSales: Rule = (action, plan) => (plan.manual ? bySales : byOwner)(action, plan);

const byOwnerAndManualBySales: Rule = (action, plan) => byOwner(action, plan) || (plan.manual && bySales(action, plan));

const WHO_MAY: Record<string, Rule> = {
  start: ({ role }, { manual }) => !manual && (role === 'person' || role === 'administrator'),
  startManual: (action, plan) => plan.manual && bySales(action, plan),
  change: byOwnerOrSales,
  undoChange: byOwnerOrSales,
  cancel: byOwnerOrSales,
  undoCancellation: byOwnerOrSales,
  endTrial: byOwner,
  handOver: byOwnerAndManualBySales,
  replaceCard: byOwnerAndManualBySales,
  claim: ({ role }, { owner }) => owner === null && role === 'administrator',
  recordPayment: (action, plan) => plan.manual && bySales(action, plan),
  protectPrice: bySales,
};

const ownerAt = (books: Books, { subscription, order }: Action): string | null =>
  books.owners.find(
    (owner) =>
      owner.subscription === subscription && owner.after < order && (owner.until === null || order <= owner.until),
  )?.person ?? null;

/** 8. Nobody but the owner changes a billing fact, nor sales except on a manually billed plan. */
export const onlyTheOwnerActs = (books: Books): string[] => {
  const manual = new Map(books.subscriptions.map((subscription) => [subscription.id, subscription.manual]));
  return books.actions
    .filter((action) => {
      const plan = { owner: ownerAt(books, action), manual: manual.get(action.subscription) ?? false };
      return action.role !== 'system' && !WHO_MAY[action.action]?.(action, plan);
    })
    .map(({ order, action, subscription, by }) => `${order}: ${action} of ${subscription} by ${by}`);
};

/** Those that one set of books can answer for: all but the seventh, which compares two. */
export const INVARIANTS: Readonly<Record<string, (books: Books) => string[]>> = {
  everyDayStandsInOneLine,
  documentsAddUp,
  chargesAreThePriceOfTheDays,
  atMostOneOfEach,
  numbersHaveNoGap,
  copiesAreEqual,
  onlyTheOwnerActs,
};

export const violationsOf = (books: Books): string[] =>
  Object.entries(INVARIANTS).flatMap(([name, holds]) => holds(books).map((wrong) => `${name}: ${wrong}`));
