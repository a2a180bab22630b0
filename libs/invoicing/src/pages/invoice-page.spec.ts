import { htmlProblems, visibleText } from '../testing/html.js';
import {
  described,
  invoiceDocument,
  premiumCredit,
  premiumInApril,
  seller,
  taxedChange,
} from '../testing/invoices.fixture.js';
import type { InvoiceDocument } from './invoice-document.js';
import { invoicePage } from './invoice-page.js';

type Language = InvoiceDocument['language'];

const openChange = (language: Language, changes: Partial<InvoiceDocument> = {}): InvoiceDocument =>
  invoiceDocument(language, {
    ...taxedChange(language),
    amountDue: 19_50,
    status: 'open',
    payments: [],
    ...changes,
  });

const text = (invoice: InvoiceDocument, ...links: [Parameters<typeof invoicePage>[1]?]): string =>
  visibleText(invoicePage(invoice, ...links))
    .replaceAll('\u00A0', '~')
    .replaceAll('\u202F', '_');

describe('the page of an invoice', () => {
  it('prints every mention in English', () => {
    expect(text(invoiceDocument('en'))).toBe(
      [
        'Skip to the content Quittance',
        'Invoice FA-2026-000123 Total €67.45 Paid',
        'Issue date 1 April 2026 Due date 1 May 2026 Service period 1 April 2026 to 30 April 2026',
        'Reason Start of the plan',
        'Seller Quittance , SAS au capital de 10000 euros 12 rue de la Paix Bâtiment B 75002 Paris France',
        'billing@quittance.example SIREN 732829320 VAT number FR44732829320',
        'Billed to Acme Industries GmbH Friedrichstraße 43 3. Etage 10117 Berlin Germany accounts@acme.example',
        'SIREN 552100554 Tax ID DE136695976',
        'What is billed Description Quantity Unit price Amount',
        'Premium, 5 seats, monthly, 1 April 2026 to 30 April 2026 5 × €13.49 5 €13.49 €67.45',
        'Total €67.45 Paid on 1 April 2026 −€67.45 Amount due €0.00',
      ].join(' '),
    );
  });

  it('prints every mention in French, with credit, proration and tax', () => {
    expect(text(openChange('fr'))).toBe(
      [
        'Aller au contenu Quittance',
        'Facture FA-2026-000123 Reste à payer 19,50~€ À payer',
        'Date d’émission 16 avril 2026 Date d’échéance 1er mai 2026',
        'Période de service du 16 avril 2026 au 30 avril 2026 Motif Modification de l’abonnement',
        'Vendeur Quittance , SAS au capital de 10000 euros 12 rue de la Paix Bâtiment B 75002 Paris France',
        'billing@quittance.example SIREN 732829320 N° de TVA FR44732829320',
        'Facturé à Acme Industries GmbH Friedrichstraße 43 3. Etage 10117 Berlin Allemagne accounts@acme.example',
        'SIREN 552100554 Identifiant fiscal DE136695976',
        'Prestations facturées Désignation Quantité Prix unitaire HT Montant HT',
        'Business, 5 licences, facturation mensuelle, du 16 avril 2026 au 30 avril 2026',
        'Au prorata de 19,99~€ par licence et par mois 5 × 9,996~€ 5 9,996~€ 49,98~€',
        'Avoir~: Premium, 5 licences, facturation mensuelle, jours non utilisés, du 16 avril 2026 au 30 avril 2026',
        'Au prorata de 13,49~€ par licence et par mois −5 × 6,746~€ −5 6,746~€ −33,73~€',
        'Total HT 16,25~€ TVA 20~% sur 16,25~€ 3,25~€ Total TTC 19,50~€ Reste à payer 19,50~€',
      ].join(' '),
    );
  });

  it('names nothing that is not known', () => {
    const page = text(
      invoiceDocument('en', {
        seller: {
          ...seller,
          legalForm: null,
          siren: null,
          vatId: null,
          email: null,
          address: { ...seller.address, line2: null },
        },
        buyer: { ...invoiceDocument('en').buyer, taxId: null, siren: undefined },
      }),
    );
    expect(page).toContain('Seller Quittance 12 rue de la Paix 75002 Paris France Billed to');
    expect(page).not.toMatch(/SIREN|VAT number|Tax ID|null|undefined/);
  });

  it('says why no VAT is owed', () => {
    const taxes = [{ category: 'AE', rate: 0, base: 67_45, amount: 0 }];
    expect(text(invoiceDocument('fr', { taxes }))).toContain('Reste à payer 0,00~€ Autoliquidation');
  });

  it('says from which price a year was prorated, and nothing of it where the full price is billed', () => {
    const prorated = described({ ...premiumInApril, cycle: 'annual', unitPrice: 134_90, amount: 100_00 }, 'en');
    expect(text(invoiceDocument('en', { lines: [prorated] }))).toContain(
      'Prorated from €134.90 per seat per year 5 × €20.00',
    );
    const wholeCredit = described({ ...premiumCredit, amount: -67_45 }, 'en');
    expect(text(invoiceDocument('en', { lines: [wholeCredit] }))).not.toContain('Prorated');
  });

  it.each([
    ['open', 'To pay'],
    ['paid', 'Paid'],
    ['refunded', 'Refunded'],
    ['uncollectible', 'Written off'],
  ] as const)('says in words that it is %s', (status, words) => {
    expect(text(invoiceDocument('en', { status, amountDue: 1_00 }))).toContain(`Amount due €1.00 ${words} Issue date`);
  });

  it('shows what is left when a part was paid', () => {
    const payments = [
      { amount: 10_00, settledOn: '2026-04-17' },
      { amount: 5_00, settledOn: '2026-04-18' },
    ] as const;
    expect(text(openChange('en', { payments, amountDue: 4_50 }))).toContain(
      'Total incl. VAT €19.50 Paid on 17 April 2026 −€10.00 Paid on 18 April 2026 −€5.00 Amount due €4.50',
    );
  });

  it('shows the credit notes that reduced it while it was open, and what was refunded', () => {
    const reductions = [{ number: 'AV-2026-000007', amount: 33_73 }];
    expect(text(invoiceDocument('en', { payments: [], reductions, amountDue: 33_72, status: 'open' }))).toMatch(
      /Total €67\.45 Credit note AV-2026-000007 −€33\.73 Amount due €33\.72$/,
    );
    const refunds = [{ amount: 33_73, settledOn: '2026-04-17' }] as const;
    expect(text(invoiceDocument('fr', { reductions, refunds }))).toMatch(
      /Avoir AV-2026-000007 −33,73~€ Payé le 1er avril 2026 −67,45~€ Remboursé le 17 avril 2026 33,73~€ Reste à payer 0,00~€$/,
    );
  });

  it('gives no reason where none is known', () => {
    expect(text(invoiceDocument('en', { reason: undefined }))).not.toContain('Reason');
  });

  it.each([
    ['start', 'Start of the plan', 'Début de l’abonnement'],
    ['renewal', 'Renewal', 'Renouvellement'],
    ['change', 'Change of the plan', 'Modification de l’abonnement'],
    ['supersede', 'Superseded by the plan of the organization', 'Remplacement par l’abonnement de l’organisation'],
    ['correction', 'Correction of an invoice', 'Correction d’une facture'],
  ] as const)('says why it was issued: %s', (reason, en, fr) => {
    expect(text(invoiceDocument('en', { reason }))).toContain(`Reason ${en} Seller`);
    expect(text(invoiceDocument('fr', { reason }))).toContain(`Motif ${fr} Vendeur`);
  });

  it('offers only what there is: the list, the PDF, the XML', () => {
    const page = invoicePage(invoiceDocument('en'), { all: '/i/token', pdf: '/a.pdf', xml: '/a.xml' });
    for (const link of [
      '<a href="/i/token">All invoices</a>',
      '<a href="/a.pdf">PDF</a>',
      '<a href="/a.xml">XML</a>',
    ]) {
      expect(page).toContain(link);
    }
    expect(invoicePage(invoiceDocument('en'))).not.toContain('<nav');
    expect(invoicePage(invoiceDocument('en'), { all: '/i/token' })).not.toMatch(/PDF|XML/);
  });

  it.each(['en', 'fr'] as const)('is a well-formed document in %s', (language) => {
    const page = invoicePage(openChange(language), { all: '/i/token' });
    expect(htmlProblems(page)).toEqual([]);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page.match(/<(h1|main)[ >]/g)).toHaveLength(2);
  });

  it('shows a country code that is none as it was given', () => {
    const { buyer } = invoiceDocument('en');
    const address = { ...buyer.address, country: 'Germany!' };
    expect(text(invoiceDocument('en', { buyer: { ...buyer, address } }))).toContain('Berlin Germany! accounts');
  });

  it('leaves what people typed as text, wherever it stands', () => {
    const fields = new Set<string>();
    const typed = (field: string): string => {
      fields.add(field);
      return `<script>${field}</script>"`;
    };
    const address = (of: string) => ({
      line1: typed(`${of} line1`),
      line2: typed(`${of} line2`),
      postalCode: typed(`${of} code`),
      city: typed(`${of} city`),
      country: typed(`${of} country`),
    });
    const page = invoicePage(
      invoiceDocument('en', {
        number: typed('number'),
        lines: [{ ...described(premiumInApril, 'en'), description: typed('description') }],
        seller: {
          name: typed('seller'),
          legalForm: typed('form'),
          siren: typed('seller siren'),
          vatId: typed('vat'),
          email: typed('seller email'),
          address: address('seller'),
        },
        buyer: {
          name: typed('buyer'),
          email: typed('buyer email'),
          siren: typed('buyer siren'),
          taxId: typed('tax'),
          address: address('buyer'),
        },
      }),
      { all: typed('all'), pdf: typed('pdf'), xml: typed('xml') },
    );
    expect(page).not.toContain('<script');
    expect([...fields].filter((field) => !page.includes(`&lt;script&gt;${field}&lt;/script&gt;&quot;`))).toEqual([]);
    expect(fields.size).toBe(24);
    expect(htmlProblems(page)).toEqual([]);
  });
});
