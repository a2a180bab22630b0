import { issuedInvoice, taxedChange } from '../testing/invoices.fixture.js';
import { exemptions, subtotalRows, totalRow } from './totals.js';

const reverseCharge = { category: 'AE', rate: 0, base: 16_25, amount: 0 };

describe('the totals of an invoice', () => {
  it('are one line when no tax is set up', () => {
    expect(subtotalRows(issuedInvoice('en'), 'en')).toEqual([]);
    expect(totalRow(issuedInvoice('en'), 'en')).toEqual({ label: 'Total', amount: '€67.45' });
    expect(totalRow(issuedInvoice('fr'), 'fr')).toEqual({ label: 'Total', amount: '67,45\u00A0€' });
  });

  it('show the net, each tax with its rate and base, and the total with tax', () => {
    const en = issuedInvoice('en', taxedChange('en'));
    expect([...subtotalRows(en, 'en'), totalRow(en, 'en')]).toEqual([
      { label: 'Total excl. VAT', amount: '€16.25' },
      { label: 'VAT 20% on €16.25', amount: '€3.25' },
      { label: 'Total incl. VAT', amount: '€19.50' },
    ]);
    const fr = issuedInvoice('fr', taxedChange('fr'));
    expect([...subtotalRows(fr, 'fr'), totalRow(fr, 'fr')]).toEqual([
      { label: 'Total HT', amount: '16,25\u00A0€' },
      { label: 'TVA 20\u00A0% sur 16,25\u00A0€', amount: '3,25\u00A0€' },
      { label: 'Total TTC', amount: '19,50\u00A0€' },
    ]);
  });

  it('keep a line for each rate', () => {
    const taxes = [
      { category: 'S', rate: 20_00, base: 10_00, amount: 2_00 },
      { category: 'S', rate: 8_50, base: 10_00, amount: 85 },
    ];
    const invoice = issuedInvoice('en', { net: 20_00, taxes, total: 22_85 });
    expect(subtotalRows(invoice, 'en').map(({ label }) => label)).toEqual([
      'Total excl. VAT',
      'VAT 20% on €10.00',
      'VAT 8.5% on €10.00',
    ]);
  });
});

describe('the mention of why no VAT is owed', () => {
  it.each([
    ['AE', 'Reverse charge (autoliquidation): VAT is owed by the customer', 'Autoliquidation'],
    [
      'O',
      'VAT not applicable, article 259, 1° of the French tax code (CGI)',
      'TVA non applicable – art. 259, 1° du CGI',
    ],
    ['E', 'VAT not applicable, article 293 B of the French tax code (CGI)', 'TVA non applicable, art. 293 B du CGI'],
  ])('stands for the category %s', (category, en, fr) => {
    expect(exemptions([{ ...reverseCharge, category }], 'en')).toEqual([en]);
    expect(exemptions([{ ...reverseCharge, category }], 'fr')).toEqual([fr]);
  });

  it('stands once, however many lines have the category', () => {
    expect(exemptions([reverseCharge, reverseCharge], 'fr')).toEqual(['Autoliquidation']);
  });

  it('does not stand where VAT is charged, or for a category that is no own key', () => {
    expect(
      exemptions(
        [
          { ...reverseCharge, category: 'S' },
          { ...reverseCharge, category: 'toString' },
        ],
        'en',
      ),
    ).toEqual([]);
  });
});
