import { htmlProblems, visibleText } from '../testing/html.js';
import { invoicesPage, type ListedInvoice } from './invoices-page.js';

const invoice = (
  number: string,
  issuedOn: ListedInvoice['issuedOn'],
  changes: Partial<ListedInvoice> = {},
): ListedInvoice => ({
  number,
  issuedOn,
  total: 67_45,
  currency: 'EUR',
  status: 'paid',
  href: `/i/token/${number}`,
  ...changes,
});

const invoices = [
  invoice('FA-2025-000009', '2025-12-01'),
  invoice('FA-2026-000002', '2026-02-01', { status: 'open', total: 1_349_00 }),
  invoice('FA-2026-000001', '2026-01-01'),
  invoice('AV-2026-000001', '2026-02-01', { kind: 'creditNote', status: 'refunded', total: -10_00 }),
];

const list = (language: 'en' | 'fr', changes: Partial<Parameters<typeof invoicesPage>[0]> = {}): string =>
  invoicesPage({ language, spaceName: 'Acme', invoices, ...changes });

const text = (page: string): string => visibleText(page).replaceAll('\u00A0', '~').replaceAll('\u202F', '_');

describe('the page of all invoices', () => {
  it('lists them by year, the newest first (R59)', () => {
    expect(text(list('en'))).toBe(
      [
        'Skip to the content Quittance Invoices Acme',
        '2026',
        'Invoice FA-2026-000002 1 February 2026 To pay €1,349.00',
        'Credit note AV-2026-000001 1 February 2026 Refunded −€10.00',
        'Invoice FA-2026-000001 1 January 2026 Paid €67.45',
        '2025',
        'Invoice FA-2025-000009 1 December 2025 Paid €67.45',
      ].join(' '),
    );
  });

  it('calls a credit note what it is and says which invoices it refers to', () => {
    const note = invoice('AV-2026-000002', '2026-03-01', {
      kind: 'creditNote',
      total: -1_010_00,
      corrects: ['FA-2026-000002'],
    });
    const page = list('en', { invoices: [note] });
    expect(text(page)).toContain(
      'Credit note AV-2026-000002 Refers to invoice FA-2026-000002 1 March 2026 Settled −€1,010.00',
    );
    expect(page).toContain('<a class="open" href="/i/token/AV-2026-000002">Credit note AV-2026-000002</a>');
    const two = { ...note, status: 'open', corrects: ['FA-2026-000001', 'FA-2026-000002'] } as const;
    expect(text(list('fr', { invoices: [two] }))).toContain(
      'Avoir AV-2026-000002 Se rapporte aux factures FA-2026-000001, FA-2026-000002 1er mars 2026 À rembourser −1_010,00~€',
    );
    expect(htmlProblems(page)).toEqual([]);
  });

  it('speaks French', () => {
    expect(text(list('fr', { invoices: invoices.slice(1, 2) }))).toBe(
      'Aller au contenu Quittance Factures Acme 2026 Facture FA-2026-000002 1er février 2026 À payer 1_349,00~€',
    );
  });

  it('leads to each invoice, and to its files where there are some', () => {
    const page = list('en', { invoices: [invoice('FA-1', '2026-01-01', { pdf: '/a.pdf', xml: '/a.xml' })] });
    expect(page).toContain('<a class="open" href="/i/token/FA-1">');
    expect(page).toContain('<a href="/a.pdf">PDF<span class="hidden"> Invoice FA-1</span></a>');
    expect(page).toContain('<a href="/a.xml">XML<span class="hidden"> Invoice FA-1</span></a>');
    expect(list('en')).not.toMatch(/PDF|XML/);
  });

  it('says that there is none yet', () => {
    expect(text(list('en', { invoices: [] }))).toContain('There is no invoice yet.');
    expect(text(list('fr', { invoices: [], spaceName: '' }))).toContain('Factures Il n’y a pas encore de facture.');
  });

  it.each(['en', 'fr'] as const)('is a well-formed document in %s', (language) => {
    for (const page of [list(language), list(language, { invoices: [] })]) {
      expect(htmlProblems(page)).toEqual([]);
      expect(page).toContain(`<html lang="${language}">`);
    }
  });

  it('leaves what people typed as text', () => {
    const typed = '<script>"x"</script>';
    const hostile = invoice(typed, '2026-01-01', { href: typed, pdf: typed, xml: typed });
    const note = invoice(typed, '2026-01-01', { href: typed, kind: 'creditNote', corrects: [typed] });
    const page = list('en', { spaceName: typed, invoices: [hostile, note] });
    expect(page).not.toContain('<script');
    expect(page.split('&lt;script&gt;&quot;x&quot;&lt;/script&gt;')).toHaveLength(12);
    expect(htmlProblems(page)).toEqual([]);
  });

  it('leaves the order of the list that it was given alone', () => {
    const given = Object.freeze([...invoices]);
    expect(() => list('en', { invoices: given })).not.toThrow();
  });
});
