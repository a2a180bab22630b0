import { checkMail } from '../mailer/check-mail.js';
import type { Mail } from '../mailer/mailer.js';
import { htmlProblems, visibleText } from '../testing/html.js';
import { issuedInvoice, seller, taxedChange } from '../testing/invoices.fixture.js';
import type { InvoiceMailRequest } from './invoice-mail.content.js';
import { composeInvoiceMail } from './invoice-mail.js';
import { MAIL_STYLE } from './mail-style.js';

const LINK = 'https://billing.acme.example/i/3q2-8Zx_Jw0aVtYk5mPfLg';

const compose = (language: 'en' | 'fr', changes: Partial<InvoiceMailRequest> = {}): Mail =>
  composeInvoiceMail({
    invoice: issuedInvoice(language),
    to: 'ada@acme.example',
    recipientId: 'ada',
    recipientName: 'Ada Lovelace',
    spaceName: 'Acme Industries',
    link: LINK,
    sentAt: '2026-04-01T10:00:00.000Z',
    ...changes,
  });

const lastLine = (text: string): string | undefined => text.split('\n').at(-1);
const bodies = ({ text, html }: Mail): string[] => [text, visibleText(html)];

describe('an invoice mail', () => {
  it('goes to the one recipient, once per invoice number, in the language of the invoice', () => {
    const { text, html, ...envelope } = compose('fr');
    expect(envelope).toEqual({
      id: 'invoice-FA-2026-000123',
      kind: 'invoice',
      recipientId: 'ada',
      to: 'ada@acme.example',
      subject: 'Votre facture FA-2026-000123 – Acme Industries',
      language: 'fr',
      invoiceNumber: 'FA-2026-000123',
      sentAt: '2026-04-01T10:00:00.000Z',
      attachments: [],
    });
    expect(compose('en').subject).toBe('Your invoice FA-2026-000123 – Acme Industries');
    expect(compose('en').language).toBe('en');
  });

  it('says in English as text what was billed, how it is paid and where all invoices are', () => {
    expect(compose('en').text).toBe(`Hello Ada Lovelace,

Your plan has started. Here is its first invoice.

Invoice FA-2026-000123 of 1 April 2026
For Acme Industries
Service period: 1 April 2026 to 30 April 2026

- Premium, 5 seats, monthly, 1 April 2026 to 30 April 2026
  €67.45

Total: €67.45

Paid: €67.45 was charged to your payment method. There is nothing left for you to do.

A question about this invoice? Write to billing@quittance.example
Quittance, SAS au capital de 10000 euros

View your invoice online
${LINK}`);
  });

  it('says it in French, with the credit of a change and its taxes', () => {
    const { text } = compose('fr', { invoice: issuedInvoice('fr', taxedChange('fr')) });
    expect(text.replaceAll('\u00A0', '~').replaceAll('\u202F', '_')).toBe(`Bonjour Ada Lovelace,

Votre abonnement a changé. Voici la facture de cette modification.

Facture FA-2026-000123 du 16 avril 2026
Pour Acme Industries
Période de service~: du 16 avril 2026 au 30 avril 2026

- Business, 5 licences, facturation mensuelle, du 16 avril 2026 au 30 avril 2026
  49,98~€
- Avoir~: Premium, 5 licences, facturation mensuelle, jours non utilisés, du 16 avril 2026 au 30 avril 2026
  −33,73~€

Total HT~: 16,25~€
TVA 20~% sur 16,25~€~: 3,25~€
Total TTC~: 19,50~€

Payée~: votre moyen de paiement a été débité de 19,50~€. Vous n’avez plus rien à faire.

Une question sur cette facture_? Écrivez à billing@quittance.example
Quittance, SAS au capital de 10000 euros

Consulter votre facture en ligne
${LINK}`);
  });

  it('says the same in HTML', () => {
    const { html } = compose('fr', { invoice: issuedInvoice('fr', taxedChange('fr')) });
    expect(visibleText(html).replaceAll('\u00A0', '~').replaceAll('\u202F', '_')).toBe(
      [
        'Quittance , SAS au capital de 10000 euros',
        '19,50~€ Facture FA-2026-000123 du 16 avril 2026',
        'Pour Acme Industries Période de service du 16 avril 2026 au 30 avril 2026',
        'Bonjour Ada Lovelace, Votre abonnement a changé. Voici la facture de cette modification.',
        'Facture FA-2026-000123 du 16 avril 2026 Désignation Montant HT',
        'Business, 5 licences, facturation mensuelle, du 16 avril 2026 au 30 avril 2026 49,98~€',
        'Avoir~: Premium, 5 licences, facturation mensuelle, jours non utilisés, du 16 avril 2026 au 30 avril 2026 −33,73~€',
        'Total HT 16,25~€ TVA 20~% sur 16,25~€ 3,25~€ Total TTC 19,50~€',
        'Payée~: votre moyen de paiement a été débité de 19,50~€. Vous n’avez plus rien à faire.',
        'Une question sur cette facture_? Écrivez à billing@quittance.example',
        `Consulter votre facture en ligne ${LINK}`,
      ].join(' '),
    );
  });

  it.each([
    ['fr', 'Consulter votre facture en ligne'],
    ['en', 'View your invoice online'],
  ] as const)('ends in %s, as text and as HTML source, with the link alone on its line (R58)', (language, label) => {
    const { text, html } = compose(language);
    expect(text.split('\n').slice(-2)).toEqual([label, LINK]);
    expect(lastLine(html.trimEnd())).toBe(LINK);
    expect(html.split('\n').at(-2)).toBe(`<p class="online"><a class="button" href="${LINK}">${label}</a><br>`);
  });

  it.each(['en', 'fr'] as const)('is well-formed HTML in %s with no end tag missing that HTML asks for', (language) => {
    const { html } = compose(language, { invoice: issuedInvoice(language, taxedChange(language)) });
    expect(htmlProblems(html, ['html', 'body', 'p'])).toEqual([]);
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('marks its table up, so that a screen reader finds the heading of each amount', () => {
    const { html } = compose('en', { invoice: issuedInvoice('en', taxedChange('en')) });
    expect(html).toContain('<caption>Invoice FA-2026-000123 of 16 April 2026</caption>');
    expect(html.match(/<th scope="col"/g)).toHaveLength(2);
    expect(html.match(/<th scope="row"/g)).toHaveLength(3);
  });

  it('loads nothing, follows nobody and runs nothing', () => {
    const { html } = compose('en');
    expect(html).not.toMatch(/<(img|link|script|iframe|object)|url\(|@import|\ssrc=|\son[a-z]+=/i);
    expect(html.match(/https?:[^"<\s]*/g)).toEqual([LINK, LINK]);
  });

  it('is readable in the dark and keeps its style below what Gmail drops', () => {
    expect(compose('en').html).toContain('<meta name="color-scheme" content="light dark">');
    expect(MAIL_STYLE.source).toContain('@media (prefers-color-scheme:dark)');
    expect(MAIL_STYLE.source.length).toBeLessThan(8192);
  });
});

describe('what it says about the payment', () => {
  const open = issuedInvoice('en', { paymentId: null });
  const french = issuedInvoice('fr', { paymentId: null });

  it('is that it was charged, once it was', () => {
    for (const body of bodies(compose('en', { collection: 'manual' }))) {
      expect(body).toContain('Paid: €67.45 was charged to your payment method.');
    }
  });

  it('is that it will be charged, with automatic collection', () => {
    const collection = 'automatic';
    for (const body of bodies(compose('en', { invoice: open, collection }))) {
      expect(body).toContain('Your payment method is charged automatically: there is nothing for you to do.');
    }
    expect(compose('fr', { invoice: french, collection }).text).toContain(
      'Votre moyen de paiement est débité automatiquement\u00A0: vous n’avez rien à faire.',
    );
  });

  it('is how much to transfer until when and with which reference, when it is billed manually (D7)', () => {
    const collection = 'manual';
    for (const body of bodies(compose('en', { invoice: open, collection }))) {
      expect(body).toContain(
        'Please pay €67.45 by bank transfer by 1 May 2026 at the latest, with the reference FA-2026-000123.',
      );
    }
    expect(compose('fr', { invoice: french, collection }).text).toContain(
      'Merci de régler 67,45\u00A0€ par virement au plus tard le 1er mai 2026, en indiquant la référence FA-2026-000123.',
    );
  });

  it('is the day on which it is due, when nobody said how it is collected', () => {
    for (const body of bodies(compose('en', { invoice: open }))) expect(body).toContain('€67.45 is due by 1 May 2026.');
    expect(compose('fr', { invoice: french }).text).toContain('67,45\u00A0€ à régler au plus tard le 1er mai 2026.');
  });

  it('is that nothing is to pay, when the total is zero', () => {
    const invoice = issuedInvoice('en', { net: 0, total: 0, paymentId: null });
    for (const body of bodies(compose('en', { invoice, collection: 'manual' }))) {
      expect(body).toContain('The total of this invoice is zero: there is nothing to pay.');
      expect(body).not.toContain('bank transfer');
    }
  });
});

describe('what it cannot say', () => {
  it.each([
    ['renewal', 'Your plan has been renewed. Here is the invoice for the new period.'],
    ['change', 'Your plan has changed. Here is the invoice for that change.'],
  ] as const)('is another reason than the invoice has: %s', (reason, opening) => {
    for (const body of bodies(compose('en', { invoice: issuedInvoice('en', { reason }) }))) {
      expect(body).toContain(opening);
    }
  });

  it('is left out: a space without a name, a person without one, a seller without contact and legal form', () => {
    const invoice = issuedInvoice('en', { seller: { ...seller, email: null, legalForm: null } });
    const mail = compose('en', { invoice, spaceName: ' ', recipientName: '' });
    expect(mail.subject).toBe('Your invoice FA-2026-000123');
    expect(mail.text).toMatch(/^Hello,\n/);
    expect(mail.text).not.toMatch(/For |Write to|null/);
    expect(mail.text).toContain('do.\n\nQuittance\n\nView');
    expect(visibleText(mail.html)).not.toMatch(/For |Write to|null/);
    expect(htmlProblems(mail.html, ['html', 'body', 'p'])).toEqual([]);
  });

  it('is why no VAT is owed, unless that is so', () => {
    const taxes = [{ category: 'AE', rate: 0, base: 67_45, amount: 0 }];
    for (const body of bodies(compose('fr', { invoice: issuedInvoice('fr', { taxes }) }))) {
      expect(body).toContain('Autoliquidation');
    }
    for (const body of bodies(compose('fr'))) expect(body).not.toContain('Autoliquidation');
  });
});

describe('what people typed', () => {
  const typed = (field: string): string => `<script>${field}</script>"&'`;
  const escaped = (field: string): string => `&lt;script&gt;${field}&lt;/script&gt;&quot;&amp;&#39;`;

  it('stays text in HTML, wherever it stands', () => {
    const invoice = issuedInvoice('en', {
      seller: { ...seller, name: typed('name'), legalForm: typed('form'), email: typed('email') },
      lines: issuedInvoice('en').lines.map((line) => ({ ...line, description: typed('line') })),
    });
    const { html } = compose('en', { invoice, recipientName: typed('person'), spaceName: typed('space') });
    expect(html).not.toContain('<script');
    for (const field of ['name', 'form', 'email', 'line', 'person', 'space']) expect(html).toContain(escaped(field));
    expect(htmlProblems(html, ['html', 'body', 'p'])).toEqual([]);
  });

  it('is left as it is in the text', () => {
    expect(compose('en', { recipientName: typed('person') }).text).toContain(`Hello ${typed('person')},`);
  });

  it.each(['\n', '\r\n', '\r', '\u2028', '\u2029', '\t\u0000'])('cannot forge a line with %j', (lineBreak) => {
    const forged = `Acme${lineBreak}https://evil.example`;
    const invoice = issuedInvoice('en', {
      lines: issuedInvoice('en').lines.map((line) => ({ ...line, description: forged })),
    });
    const mail = compose('en', { invoice, spaceName: forged, recipientName: forged });
    expect(() => checkMail(mail)).not.toThrow();
    expect(mail.subject).toBe('Your invoice FA-2026-000123 – Acme https://evil.example');
    for (const line of mail.text.split(/[\r\n\u2028\u2029]/)) expect(line).not.toMatch(/^https:\/\/evil/);
    expect(lastLine(mail.text)).toBe(LINK);
    expect(lastLine(mail.html)).toBe(LINK);
  });
});
