import fc from 'fast-check';
import {
  APRIL,
  charge,
  credit,
  invoiceIssued,
  planRaised,
  premium,
  priced,
  renewed,
  seatsChanged,
  upgraded,
} from '../testing/index.js';
import type { CycleChanged, TrialConverted } from '../subscription/index.js';
import {
  checkInvoice,
  documentKey,
  invoiceNumber,
  issueDay,
  parseInvoiceNumber,
  periodOfKey,
  seriesStream,
  type InvoiceSeries,
} from './invoice-series.js';
import type { InvoiceIssued, InvoiceLine } from './invoice.events.js';

const series: InvoiceSeries = { issuer: 'quittance', kind: 'invoice', year: 2026 };
const creditNotes: InvoiceSeries = { ...series, kind: 'creditNote' };

describe('invoice numbers (D18)', () => {
  it('D18 a series is one issuer, kind and year', () => {
    expect(seriesStream(series)).toBe('invoiceSeries-quittance-invoice-2026');
    expect(seriesStream(creditNotes)).toBe('invoiceSeries-quittance-creditNote-2026');
  });

  it.each([
    [series, 1, 'FA-2026-000001'],
    [series, 123, 'FA-2026-000123'],
    [creditNotes, 7, 'AV-2026-000007'],
    [{ ...series, year: 2027 }, 1, 'FA-2027-000001'],
    [series, 999_999, 'FA-2026-999999'],
    [series, 1_000_000, 'FA-2026-1000000'],
  ])('D18 number of %j, the %ith, is %s', (of, sequence, number) => expect(invoiceNumber(of, sequence)).toBe(number));

  it('reads back the series and the revision of every number that it wrote', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(series, creditNotes),
        fc.integer({ min: 2000, max: 2999 }),
        fc.integer({ min: 1, max: 99_999_999 }),
        (of, year, sequence) => {
          const numbered = { ...of, year };
          const read = parseInvoiceNumber('quittance', invoiceNumber(numbered, sequence));
          expect(read).toStrictEqual({ series: numbered, revision: sequence - 1 });
        },
      ),
    ));

  it.each([
    'FA-2026-000000',
    'FA-2026-00001',
    'FA-2026-0000123',
    'FB-2026-000123',
    'fa-2026-000123',
    'FA-26-000123',
    'FA-2026-000123 ',
    'FA-2026-000123\n',
    'FA-2026-1234567890',
    '',
  ])('takes %j for no number', (text) => expect(parseInvoiceNumber('quittance', text)).toBeNull());
});

describe('the key of a document: no two share it', () => {
  it('is the period for a start and a renewal', () => {
    expect(documentKey(upgraded(), 'event_1')).toBe('period:sub_1:0:0');
    expect(documentKey(renewed(), 'event_2')).toBe('period:sub_1:0:1');
  });

  it('is the term as well: a new one counts from 0 again', () =>
    expect(
      documentKey(
        upgraded(priced({ term: { index: 1, anchorOn: '2026-04-16', monthsFromAnchor: 0, cycle: 'monthly' } })),
        'event_1',
      ),
    ).toBe('period:sub_1:1:0'));

  it('is the event for a change, also for one that opens a term', () => {
    expect(documentKey(seatsChanged(), 'event_3')).toBe('change:event_3');
    expect(documentKey(planRaised(), 'event_4')).toBe('change:event_4');
    const yearly: CycleChanged = {
      type: 'CycleChanged',
      data: { ...seatsChanged().data, to: premium(5, 'annual'), timeZone: 'Europe/Paris', credit: null },
    };
    expect(documentKey(yearly, 'event_5')).toBe('change:event_5');
  });

  it('D11 is the first paid period for the end of a trial', () => {
    const converted: TrialConverted = {
      type: 'TrialConverted',
      data: { ...renewed().data, ...priced({ term: { ...priced().term, index: 1 } }), supersedes: [] },
    };
    expect(documentKey(converted, 'event_6')).toBe('period:sub_1:1:0');
  });

  it('tells the period again, whatever the id of the subscription looks like', () => {
    expect(periodOfKey(documentKey(renewed(), 'event_2'))).toStrictEqual({ term: 0, k: 1 });
    expect(periodOfKey('period:sub:9:7:1:12')).toStrictEqual({ term: 1, k: 12 });
  });

  it.each(['change:event_3', 'credit:event_1', 'period:sub_1:0', 'period:sub_1:0:x', ''])(
    'names no period in %j',
    (key) => expect(periodOfKey(key)).toBeNull(),
  );
});

describe('issue days (D18)', () => {
  it.each([
    ['2026-04-16', null, '2026-04-16'],
    ['2026-04-16', '2026-04-15', '2026-04-16'],
    ['2026-04-16', '2026-04-16', '2026-04-16'],
    ['2026-04-16', '2026-04-17', '2026-04-17'],
  ] as const)('D18 never go back: on %s after %s it is %s', (today, last, day) =>
    expect(issueDay(today, last)).toBe(day),
  );
});

describe('the last look at an invoice (I2)', () => {
  const described = (line: Omit<InvoiceLine, 'description'>): InvoiceLine => ({ ...line, description: 'Premium' });
  const terms = { period: APRIL, unitPrice: 13_49 };
  const twoLines = [
    described(charge(premium(10), { ...terms, amount: 134_90 })),
    described(credit(premium(5), { ...terms, amount: -67_45 })),
  ];
  const vat = { category: 'S', rate: 2000, base: 67_45, amount: 13_49 };
  const look = (data: Partial<InvoiceIssued['data']>) => () => checkInvoice(invoiceIssued(data).data);

  it('finds nothing wrong when lines and taxes add up', () => {
    expect(look({})).not.toThrow();
    expect(look({ lines: twoLines })).not.toThrow();
    expect(look({ taxes: [vat], total: 80_94 })).not.toThrow();
    expect(look({ lines: [described(charge(premium(5), { ...terms, amount: 0 }))], net: 0, total: 0 })).not.toThrow();
  });

  it.each([
    ['no line', { lines: [], net: 0, total: 0 }, 'an invoice has a line'],
    ['lines that are not its net', { net: 67_46, total: 67_46 }, 'the lines of an invoice add up to its net'],
    ['a total that is not its net', { total: 67_44 }, 'net and taxes of an invoice add up to its total'],
    ['a tax that is not in its total', { taxes: [vat] }, 'net and taxes of an invoice add up to its total'],
    ['a negative total', { lines: twoLines.slice(1), net: -67_45, total: -67_45 }, 'an invoice is never negative'],
    [
      'M10 a tax that was rounded otherwise',
      { taxes: [{ ...vat, amount: 13_48 }], total: 80_93 },
      'the tax of 2000 basis points is 1349, rounded once, and not 1348',
    ],
    [
      'M10 a tax on something else than the sum of its lines',
      { taxes: [{ ...vat, base: 67_40, amount: 13_48 }], total: 80_93 },
      'the bases of the taxes add up to the net',
    ],
  ])('stops an invoice with %s', (_what, data, message) => expect(look(data)).toThrow(`invariant broken: ${message}`));
});
