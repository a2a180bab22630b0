import { type Action, type Books, type Document, type Entry, type Line, type Stay } from './books.js';
import { deliveriesChangeNothing, violationsOf } from './invariants.js';
import { Example } from './reference/example.js';

/** A month of a team, changed and superseded by its organization, which then falls past due and ends. */
const honest = (): Books => {
  const example = new Example('2026-04-01');
  example.start({ space: 'design', by: 'olga' });
  example.until('2026-04-16');
  example.change({ plan: 'business', seats: 10 }, { space: 'design', by: 'olga' });
  example.until('2026-04-21');
  example.change({ seats: 5 }, { space: 'design', by: 'olga' });
  example.start({ space: 'acme', by: 'olga', plan: 'business', seats: 10, card: 'failsOnRenewal' });
  example.take({ do: 'handOver', space: 'acme', by: 'olga', to: 'otto' });
  example.until('2026-06-01');
  return {
    ...example.model.books(),
    copies: [{ what: 'design', live: { seats: 5 }, again: { replay: { seats: 5 } } }],
  };
};

const withDocument = (books: Books, at: number, edit: (document: Document) => Partial<Document>): Books => ({
  ...books,
  documents: books.documents.map((document, index) => (index === at ? { ...document, ...edit(document) } : document)),
});

const withLine = (books: Books, [at, lineAt]: [number, number], edit: Partial<Line>): Books =>
  withDocument(books, at, ({ lines }) => ({
    lines: lines.map((line, index) => (index === lineAt ? { ...line, ...edit } : line)),
  }));

/** Lines and totals agree, so that only the days and prices tell. */
const withAmount = (books: Books, at: number, amount: bigint): Books =>
  withDocument(withLine(books, [at, 0], { amount }), at, () => ({
    net: amount,
    vat: [{ rate: '0', net: amount, vat: 0n }],
    total: amount,
  }));

const withStay = (books: Books, at: number, edit: Partial<Stay>): Books => ({
  ...books,
  days: books.days.map((stay, index) => (index === at ? { ...stay, ...edit } : stay)),
});

const withEntry = (books: Books, at: number, edit: Partial<Entry>): Books => ({
  ...books,
  entries: books.entries.map((entry, index) => (index === at ? { ...entry, ...edit } : entry)),
});

const withAction = (books: Books, action: Partial<Action>): Books => ({
  ...books,
  actions: [
    ...books.actions,
    { order: 99, subscription: 'acme 1', action: 'cancel', by: 'otto', role: 'person', ...action },
  ],
});

describe('honest books', () => {
  it('have a change, a credit, a refund and a write-off, and nothing is wrong with them', () => {
    const books = honest();
    expect(books.documents.map(({ id, total }) => [id, total])).toEqual([
      ['invoice 2026-1', 67_45n],
      ['invoice 2026-2', 118_73n],
      // 304.90 less 186.18 - 33.725 - 50.8167 = 101.64.
      ['invoice 2026-3', 203_26n],
      ['invoice 2026-4', 304_90n],
      // 304.90 × 24 / 31 = 236.05 of the renewal on 21 May.
      ['creditNote 2026-1', 236_05n],
    ]);
    expect(books.entries.map(({ kind }) => kind)).toEqual(['payment', 'payment', 'payment', 'reduction', 'writeOff']);
    expect(violationsOf(books)).toEqual([]);
  });
});

describe('1. a paid day stands in one line', () => {
  it.each<[string, (books: Books) => Books]>([
    ['a day that no line has', (books) => withLine(books, [0, 0], { from: '2026-04-02' })],
    ['a day that two lines have', (books) => withLine(books, [1, 0], { from: '2026-04-15' })],
    ['a seat too many', (books) => withLine(books, [0, 0], { seats: 6 })],
    ['days of another plan', (books) => withLine(books, [1, 0], { plan: 'enterprise' })],
    ['days of another cycle', (books) => withLine(books, [0, 0], { cycle: 'annual' })],
    ['days of another subscription', (books) => withLine(books, [0, 0], { subscription: 'acme 1' })],
    ['a credit for a day less', (books) => withLine(books, [2, 1], { from: '2026-04-22' })],
    ['a line without a day', (books) => withLine(books, [0, 0], { to: '2026-04-01' })],
    ['a period billed twice', (books) => ({ ...books, documents: [...books.documents, books.documents[0]!] })],
    ['a paid day that was lost', (books) => withStay(books, 0, { to: '2026-04-15' })],
    ['a trial that was billed', (books) => withStay(books, 0, { trial: true })],
  ])('finds %s', (_, wrong) => {
    expect(violationsOf(wrong(honest())).join()).toContain('everyDayStandsInOneLine');
  });
});

describe('2. documents add up', () => {
  const vat = [{ rate: '20', net: 67_45n, vat: 13_49n }];
  const taxed = (books: Books): Books =>
    withDocument(withLine(books, [0, 0], { vatRate: '20' }), 0, () => ({ vat, total: 80_94n }));

  it('takes VAT on the sum of a rate', () => {
    expect(violationsOf(taxed(honest()))).toEqual([]);
  });

  it('takes a rate with decimals: 5.5 % of 67.45 is 3.71', () => {
    const rate = '5.5';
    const books = withDocument(withLine(honest(), [0, 0], { vatRate: rate }), 0, () => ({
      vat: [{ rate, net: 67_45n, vat: 3_71n }],
      total: 71_16n,
    }));
    expect(violationsOf(books)).toEqual([]);
  });

  it.each<[string, (books: Books) => Books]>([
    ['a net that is not the sum', (books) => withDocument(books, 0, () => ({ net: 67_46n }))],
    ['a total that is not net and VAT', (books) => withDocument(taxed(books), 0, () => ({ total: 80_95n }))],
    [
      'VAT that is not the rate',
      (books) => withDocument(taxed(books), 0, () => ({ vat: [{ ...vat[0]!, vat: 13_50n }] })),
    ],
    ['VAT on another amount', (books) => withDocument(taxed(books), 0, () => ({ vat: [{ ...vat[0]!, net: 67_40n }] }))],
    ['a rate without VAT', (books) => withDocument(books, 0, () => ({ vat: [] }))],
    ['a charge below zero', (books) => withAmount(books, 0, -1n)],
    ['a credit above zero', (books) => withLine(books, [2, 1], { amount: 1n })],
    ['an invoice paid twice', (books) => ({ ...books, entries: [books.entries[0]!, ...books.entries] })],
    ['a credit note that gives more', (books) => withEntry(books, 3, { amount: 236_06n })],
    ['a credit note that gives less', (books) => withEntry(books, 3, { amount: 236_04n })],
    ['a payment of nothing', (books) => withEntry(books, 0, { amount: 0n })],
    [
      'a refund of what nobody paid',
      (books) => ({ ...books, entries: [{ ...books.entries[3]!, kind: 'refund', invoice: null }] }),
    ],
  ])('finds %s', (_, wrong) => {
    expect(violationsOf(wrong(honest())).join()).toContain('documentsAddUp');
  });
});

describe('3. what is billed is the price of the days', () => {
  it.each<[string, (books: Books) => Books]>([
    ['a cent too much', (books) => withAmount(books, 0, 67_46n)],
    ['a cent too little', (books) => withAmount(books, 0, 67_44n)],
    ['a credit that is a cent off', (books) => withLine(books, [2, 1], { amount: -101_63n })],
    ['another price', (books) => withStay(books, 1, { unitPrice: 30_50n })],
    ['other seats', (books) => withStay(books, 1, { seats: 5 })],
    ['a day less', (books) => withStay(books, 1, { to: '2026-04-20' })],
    ['a period that was not billed', (books) => ({ ...books, documents: books.documents.slice(1) })],
    ['a charge without a day', (books) => ({ ...books, days: books.days.slice(1) })],
  ])('finds %s', (_, wrong) => {
    expect(violationsOf(wrong(honest())).join()).toContain('chargesAreThePriceOfTheDays');
  });
});

describe('4. at most one', () => {
  it.each<[string, string, (books: Books) => Books]>([
    [
      'owner',
      'two owners',
      (books) => ({
        ...books,
        owners: [...books.owners, { subscription: 'design 1', person: 'dan', after: 8, until: null }],
      }),
    ],
    [
      'pending change',
      'two pending changes',
      (books) => ({
        ...books,
        waiting: [...books.waiting, { subscription: 'design 1', kind: 'decrease', after: 9, until: 10 }],
      }),
    ],
    [
      'plan of a team while its organization pays',
      'two plans',
      (books) => ({ ...books, days: [...books.days, { ...books.days[0]!, from: '2026-04-21', to: '2026-04-22' }] }),
    ],
    [
      'plan of a space',
      'two plans',
      (books) => ({
        ...books,
        subscriptions: [...books.subscriptions, { ...books.subscriptions[0]!, id: 'design 2' }],
        days: [...books.days, { ...books.days[0]!, subscription: 'design 2' }],
      }),
    ],
  ])('%s', (_, found, wrong) => {
    expect(violationsOf(wrong(honest())).join()).toContain(found);
  });

  it('lets a team be on a plan while its organization is in trial', () => {
    const example = new Example('2026-04-01');
    example.start({ space: 'design', by: 'dan' });
    example.start({ space: 'acme', by: 'olga', trial: true });
    example.until('2026-06-01');
    expect(violationsOf(example.model.books())).toEqual([]);
  });
});

describe('5. numbers', () => {
  it.each<[string, (books: Books) => Books]>([
    ['a gap', (books) => withDocument(books, 2, () => ({ number: 4 }))],
    ['a repeat', (books) => withDocument(books, 1, () => ({ number: 1 }))],
    ['a series that begins at two', (books) => withDocument(books, 4, () => ({ number: 2 }))],
    ['another order', (books) => ({ ...books, documents: books.documents.toReversed() })],
    ['a day before the last', (books) => withDocument(books, 1, () => ({ issuedOn: '2026-03-31' }))],
  ])('finds %s', (_, wrong) => {
    expect(violationsOf(wrong(honest())).join()).toContain('numbersHaveNoGap');
  });
});

describe('6. and 7. copies', () => {
  it('finds a replay that differs', () => {
    const copies = [{ what: 'design', live: { seats: 5 }, again: { replay: { seats: 5 }, 'snapshot and tail': {} } }];
    expect(violationsOf({ ...honest(), copies })).toEqual([
      'copiesAreEqual: design: snapshot and tail differs from live',
    ]);
  });

  it('finds what a second delivery has changed', () => {
    expect(deliveriesChangeNothing(honest(), honest())).toEqual([]);
    const twice = withEntry(honest(), 0, { day: '2026-04-02' });
    expect(deliveriesChangeNothing(honest(), twice)).toEqual(['entries differ after another delivery']);
  });
});

describe('8. who acts', () => {
  it.each<[string, Partial<Action>]>([
    ['a former owner', { by: 'olga', role: 'administrator' }],
    ['an administrator', { by: 'bea', role: 'administrator', action: 'change' }],
    ['sales, on a plan paid by card', { by: 'sales', role: 'sales' }],
    ['sales, starting a plan paid by card', { by: 'sales', role: 'sales', action: 'start' }],
    ['a transfer for a plan paid by card', { by: 'sales', role: 'sales', action: 'recordPayment' }],
    ['a claim while there is an owner', { by: 'bea', role: 'administrator', action: 'claim' }],
    ['an action that has no rule', { action: 'giveAway' }],
  ])('finds %s', (_, action) => {
    expect(violationsOf(withAction(honest(), action)).join()).toContain('onlyTheOwnerActs');
  });

  it('lets the present owner act, and the system', () => {
    expect(violationsOf(withAction(honest(), {}))).toEqual([]);
    expect(violationsOf(withAction(honest(), { by: 'worker', role: 'system', action: 'renew' }))).toEqual([]);
  });

  it('finds the owner of a manually billed plan who acts himself', () => {
    const example = new Example('2026-04-01');
    example.startManual();
    const books = example.model.books();
    const by = (role: Action['role'], name: string): Books =>
      withAction(books, { subscription: 'acme 1', by: name, role });
    expect(violationsOf(by('administrator', 'olga')).join()).toContain('onlyTheOwnerActs');
    expect(violationsOf(by('sales', 'sales'))).toEqual([]);
  });
});
