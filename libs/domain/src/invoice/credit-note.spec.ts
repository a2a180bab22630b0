import { creditNoteIssued } from '../testing/index.js';
import { checkCreditNote, creditNoteKey } from './invoice-series.js';
import type { CreditNoteIssued } from './invoice.events.js';

const look = (data: Partial<CreditNoteIssued['data']>) => () => checkCreditNote(creditNoteIssued(data).data);

const refund = (amount: number) => ({ paymentId: 'pay_start', amount });
const vat = { category: 'S', rate: 2000, base: -30_00, amount: -6_00 };

describe('the key of a credit note', () => {
  it('is the fact that it is for: no two credit notes share it', () =>
    expect(creditNoteKey('event_1')).toBe('credit:event_1'));
});

describe('the last look at a credit note (section 10, 2)', () => {
  it.each<[string, Partial<CreditNoteIssued['data']>]>([
    ['reduces an open invoice and refunds the rest', {}],
    ['only reduces', { reducesOpen: 30_00, refunds: [] }],
    ['refunds two payments', { reducesOpen: 0, refunds: [refund(20_00), refund(10_00)] }],
    ['gives the tax back too', { taxes: [vat], total: -36_00, reducesOpen: 16_00 }],
  ])('finds nothing wrong with one that %s', (_what, data) => expect(look(data)).not.toThrow());

  const total = 'net and taxes of a credit note add up to its total';
  const reduced = 'a credit note reduces the invoices that it refers to, and no other';
  const { reductions } = creditNoteIssued().data;
  const givenBack = 'what a credit note reduces and refunds adds up to its total';

  it.each<[string, Partial<CreditNoteIssued['data']>, string]>([
    ['no line', { lines: [], net: 0, total: 0 }, 'a credit note has a line'],
    ['lines that are not its net', { net: -30_01, total: -30_01 }, 'the lines of a credit note add up to its net'],
    ['a total that is not its net', { total: -29_99 }, total],
    ['a tax that is not in its total', { taxes: [vat] }, total],
    [
      'nothing to give back',
      {
        ...{ lines: creditNoteIssued().data.lines.map((line) => ({ ...line, amount: 0 })) },
        ...{ net: 0, total: 0, reducesOpen: 0, refunds: [] },
      },
      'a credit note gives something back',
    ],
    [
      'an amount to be paid',
      {
        ...{ lines: creditNoteIssued().data.lines.map((line) => ({ ...line, amount: 30_00 })) },
        ...{ net: 30_00, total: 30_00, reducesOpen: -30_00, refunds: [] },
      },
      'a credit note gives something back',
    ],
    ['a reduction that raises the invoice', { reducesOpen: -1, refunds: [refund(30_01)] }, givenBack],
    ['too little to give back', { refunds: [refund(19_99)] }, givenBack],
    ['too much to give back', { reducesOpen: 10_01 }, givenBack],
    [
      'reductions that are not what it reduces',
      { reductions: [{ number: 'FA-2026-000001', amount: 9_99 }] },
      'what a credit note takes off each invoice adds up to what it reduces',
    ],
    ['a reduction of an invoice that it does not refer to', { corrects: ['FA-2026-000002'] }, reduced],
    ['a reduction by nothing', { reductions: [...reductions, { number: 'FA-2026-000001', amount: 0 }] }, reduced],
  ])('stops one with %s', (_what, data, message) => expect(look(data)).toThrow(`invariant broken: ${message}`));
});
