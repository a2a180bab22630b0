import { htmlProblems, visibleText } from '../testing/html.js';
import { creditNoteDocument } from '../testing/invoices.fixture.js';
import type { InvoiceDocument } from './invoice-document.js';
import { invoicePage } from './invoice-page.js';

const text = (note: InvoiceDocument): string =>
  visibleText(invoicePage(note)).replaceAll('\u00A0', '~').replaceAll('\u202F', '_');

/** 20 % on top of the half month. */
const taxed = { taxes: [{ category: 'S', rate: 20_00, base: -33_73, amount: -6_75 }], total: -40_48 };

const reductions = [{ number: 'FA-2026-000124', amount: 33_73 }];

describe('the page of a credit note', () => {
  it('says in English what is credited, of which invoice, why, and that it was refunded', () => {
    expect(text(creditNoteDocument('en'))).toBe(
      [
        'Skip to the content Quittance',
        'Credit note AV-2026-000007 Total −€33.73 Refunded',
        'Issue date 16 April 2026 Service period 16 April 2026 to 30 April 2026',
        'Refers to invoice FA-2026-000123 Reason Change of the plan',
        'Seller Quittance , SAS au capital de 10000 euros 12 rue de la Paix Bâtiment B 75002 Paris France',
        'billing@quittance.example SIREN 732829320 VAT number FR44732829320',
        'Billed to Acme Industries GmbH Friedrichstraße 43 3. Etage 10117 Berlin Germany accounts@acme.example',
        'SIREN 552100554 Tax ID DE136695976',
        'What is credited Description Quantity Unit price Amount',
        'Credit: Premium, 5 seats, monthly, unused days, 16 April 2026 to 30 April 2026',
        'Prorated from €13.49 per seat per month −5 × €6.746 −5 €6.746 −€33.73',
        'Total −€33.73 Refunded on 17 April 2026 €33.73 Left to refund €0.00',
      ].join(' '),
    );
  });

  it('says it in French, with tax, and how it reduced an invoice that was still open', () => {
    const refunds = [{ amount: 6_75, settledOn: '2026-04-17' }] as const;
    expect(text(creditNoteDocument('fr', { ...taxed, status: 'paid', reductions, refunds }))).toBe(
      [
        'Aller au contenu Quittance',
        'Avoir AV-2026-000007 Total TTC −40,48~€ Soldé',
        'Date d’émission 16 avril 2026 Période de service du 16 avril 2026 au 30 avril 2026',
        'Se rapporte à la facture FA-2026-000123 Motif Modification de l’abonnement',
        'Vendeur Quittance , SAS au capital de 10000 euros 12 rue de la Paix Bâtiment B 75002 Paris France',
        'billing@quittance.example SIREN 732829320 N° de TVA FR44732829320',
        'Facturé à Acme Industries GmbH Friedrichstraße 43 3. Etage 10117 Berlin Allemagne accounts@acme.example',
        'SIREN 552100554 Identifiant fiscal DE136695976',
        'Prestations créditées Désignation Quantité Prix unitaire HT Montant HT',
        'Avoir~: Premium, 5 licences, facturation mensuelle, jours non utilisés, du 16 avril 2026 au 30 avril 2026',
        'Au prorata de 13,49~€ par licence et par mois −5 × 6,746~€ −5 6,746~€ −33,73~€',
        'Total HT −33,73~€ TVA 20~% sur −33,73~€ −6,75~€ Total TTC −40,48~€',
        'Déduit de la facture FA-2026-000124 33,73~€ Remboursé le 17 avril 2026 6,75~€ Reste à rembourser 0,00~€',
      ].join(' '),
    );
  });

  it.each([-33_73, 33_73])('shows what is left to refund as an amount without a sign: %d', (amountDue) => {
    const open = { amountDue, status: 'open', refunds: [] } as const;
    expect(text(creditNoteDocument('en', open))).toContain('AV-2026-000007 Left to refund €33.73 To refund Issue date');
    expect(text(creditNoteDocument('en', open))).toMatch(/Total −€33\.73 Left to refund €33\.73$/);
    expect(text(creditNoteDocument('fr', open))).toContain('AV-2026-000007 Reste à rembourser 33,73~€ À rembourser');
  });

  it('takes a payment for what it is on a credit note: a refund', () => {
    const payments = [{ amount: 33_73, settledOn: '2026-04-17' }] as const;
    expect(text(creditNoteDocument('en', { payments, refunds: undefined }))).toMatch(
      /Total −€33\.73 Refunded on 17 April 2026 €33\.73 Left to refund €0\.00$/,
    );
  });

  it.each([
    ['open', 'To refund', 'À rembourser'],
    ['paid', 'Settled', 'Soldé'],
    ['refunded', 'Refunded', 'Remboursé'],
    ['uncollectible', 'Written off', 'Irrécouvrable'],
  ] as const)('says in words that it is %s', (status, en, fr) => {
    expect(text(creditNoteDocument('en', { status }))).toContain(`Total −€33.73 ${en} Issue date`);
    expect(text(creditNoteDocument('fr', { status }))).toContain(`Total −33,73~€ ${fr} Date d’émission`);
  });

  it('names several invoices, leads to each where it is shown, and names none where there is none', () => {
    const corrects = ['FA-2026-000123', 'FA-2026-000124'];
    const page = invoicePage(creditNoteDocument('en', { corrects }), { byNumber: (number) => `/i/token/${number}` });
    expect(page).toContain(
      '<dt>Refers to invoices</dt><dd><a href="/i/token/FA-2026-000123">FA-2026-000123</a>, <a href="/i/token/FA-2026-000124">FA-2026-000124</a></dd>',
    );
    for (const none of [[], undefined]) {
      expect(text(creditNoteDocument('en', { corrects: none }))).not.toContain('Refers to');
    }
  });

  it('is due on no day', () => {
    expect(text(creditNoteDocument('en'))).not.toContain('Due date');
    expect(text(creditNoteDocument('fr'))).not.toContain('échéance');
  });

  it.each(['en', 'fr'] as const)('is a well-formed document in %s', (language) => {
    const page = invoicePage(creditNoteDocument(language, { reductions }), { all: '/i/token' });
    expect(htmlProblems(page)).toEqual([]);
    expect(page).toContain(`<html lang="${language}">`);
  });

  it('leaves the numbers and addresses that it was given as text', () => {
    const typed = '<script>x</script>"';
    const note = creditNoteDocument('en', { corrects: [typed], reductions: [{ number: typed, amount: 33_73 }] });
    const page = invoicePage(note, { byNumber: (number) => number });
    expect(page).not.toContain('<script');
    expect(page.split('&lt;script&gt;x&lt;/script&gt;&quot;')).toHaveLength(4);
    expect(htmlProblems(page)).toEqual([]);
  });
});
