import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkMail } from '../mailer/check-mail.js';
import { type Mail, MAIL_KINDS } from '../mailer/mailer.js';
import { htmlProblems, visibleText } from '../testing/html.js';
import { seller } from '../testing/invoices.fixture.js';
import { LINK, type NoticeCase, type NoticeCaseName, noticeCases } from '../testing/notices.fixture.js';
import type { NoticeMailRequest } from './notice-mail.content.js';
import { composeNoticeMail } from './notice-mail.js';

type Language = 'en' | 'fr';

/** Each holds the subject and the text of one mail, English above and French below, to be read side by side. */
const TEXTS = join(__dirname, '../testing/mails');
const BILLING_URL = 'https://billing.acme.example/billing/space-1';
const LANGUAGES = ['en', 'fr'] as const;
const NAMES = Object.keys(noticeCases('en')) as NoticeCaseName[];
const EACH = NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const));

const request = ({ facts, collection }: NoticeCase, language: string | null): NoticeMailRequest => ({
  id: 'notice-1',
  recipientId: 'ada',
  to: 'ada@acme.example',
  recipientName: 'Ada Lovelace',
  spaceName: 'Acme Industries',
  language,
  sentAt: '2026-05-03T10:00:00.000Z',
  billingUrl: BILLING_URL,
  seller,
  collection,
  facts,
});

const compose = (name: NoticeCaseName, language: Language, changes: Partial<NoticeMailRequest> = {}): Mail =>
  composeNoticeMail({ ...request(noticeCases(language)[name], language), ...changes });

/** So that a reader sees which space it is: `~` is a no-break space, `_` a narrow one. */
const spelled = (text: string): string => text.replaceAll('\u00A0', '~').replaceAll('\u202F', '_');

const written = (name: string): readonly string[] =>
  readFileSync(join(TEXTS, `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n\n=====\n\n');

const lastLine = (text: string): string | undefined => text.split('\n').at(-1);
const isDocument = (name: string): boolean => name.startsWith('credit-note');

describe('a notice', () => {
  it.each(EACH)('says what its file says: %s in %s', (name, language) => {
    const { subject, text } = compose(name, language);
    expect(spelled(`Subject: ${subject}\n\n${text}`)).toBe(written(name)[LANGUAGES.indexOf(language)]);
  });

  it('has a file for each case and no file for none', () => {
    expect(readdirSync(TEXTS).sort()).toEqual(NAMES.map((name) => `${name}.txt`).sort());
  });

  it('has a case for every kind of mail but the invoice', () => {
    const kinds = new Set<string>(NAMES.map((name) => noticeCases('en')[name].facts.kind));
    expect([...kinds].sort()).toEqual(MAIL_KINDS.filter((kind) => kind !== 'invoice').sort());
  });

  it.each(EACH)('says the same in HTML: %s in %s', (name, language) => {
    const { subject, text, html } = compose(name, language);
    const seen = visibleText(html);
    // In HTML a label has a cell of its own instead of a colon, and the legal form is set apart from the name.
    const parts = text
      .split('\n')
      .flatMap((line) => line.replace(/^(- | {2})/, '').split(/\u00A0?: |(?<=Quittance), /));
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.filter((part) => !seen.includes(part))).toEqual([]);
    expect(html).toContain(`<title>${subject}</title>`);
  });

  it.each(EACH)('is well-formed, plain and traces nobody: %s in %s', (name, language) => {
    const { html, text } = compose(name, language);
    const link = isDocument(name) ? LINK : BILLING_URL;
    expect(htmlProblems(html, ['html', 'body', 'p'])).toEqual([]);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<(img|link|script|iframe|object)|url\(|@import|\ssrc=|\son[a-z]+=/i);
    expect(html.match(/https?:[^"<\s]*/g)).toEqual([link, link]);
    expect([lastLine(text), lastLine(html)]).toEqual([link, link]);
    expect(`${text}${visibleText(html)}`).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it.each(EACH)('is a mail that every mailer takes: %s in %s', (name, language) => {
    const { text, html, subject, ...envelope } = compose(name, language);
    expect(() => checkMail({ text, html, subject, ...envelope })).not.toThrow();
    expect(envelope).toEqual({
      id: 'notice-1',
      kind: noticeCases(language)[name].facts.kind,
      recipientId: 'ada',
      to: 'ada@acme.example',
      language,
      invoiceNumber: isDocument(name) ? 'AV-2026-000007' : null,
      sentAt: '2026-05-03T10:00:00.000Z',
      attachments: [],
    });
  });

  it('ends with the billing tab, a credit note with the link to all invoices (R58)', () => {
    expect(compose('cancelled', 'en').text).toMatch(/\n\nOpen the billing page\n\S+\/billing\/space-1$/);
    expect(compose('cancelled', 'fr').text).toMatch(/\n\nOuvrir la page de facturation\n\S+\/billing\/space-1$/);
    expect(compose('credit-note.refunded', 'en').text).toMatch(/\n\nView your credit note online\n\S+\/i\/\S+$/);
    expect(compose('credit-note.refunded', 'fr').text).toMatch(/\n\nConsulter votre avoir en ligne\n\S+\/i\/\S+$/);
    expect(compose('credit-note.refunded', 'en').text).not.toContain('/billing/');
  });
});

describe('the language of a notice', () => {
  it.each([
    ['fr', 'fr'],
    ['fr-CA', 'fr'],
    ['fr_FR', 'fr'],
    ['FR', 'fr'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['fry', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('of someone with the locale %j is %s', (locale, language) => {
    const { subject, ...mail } = composeNoticeMail(request(noticeCases('en').cancelled, locale));
    expect(mail.language).toBe(language);
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(subject).toMatch(language === 'fr' ? /^Votre abonnement/ : /^Your plan/);
  });

  it('is that of the credit note, whose lines are frozen in it (R61)', () => {
    const mail = composeNoticeMail(request(noticeCases('fr')['credit-note.refunded'], 'en'));
    expect(mail.language).toBe('fr');
    expect(mail.subject).toBe('Votre avoir AV-2026-000007 – Acme Industries');
  });
});

describe('what a notice cannot say', () => {
  it('is left out: a space without a name, a person without one, a seller without contact and legal form', () => {
    const nobody = { recipientName: '', spaceName: ' ', seller: { ...seller, email: null, legalForm: null } };
    for (const language of LANGUAGES) {
      const mail = compose('seats-reached', language, nobody);
      expect(mail.subject).toMatch(/^(All seats are used|Toutes les licences sont utilisées)$/);
      expect(mail.text).toMatch(/^(Hello|Bonjour),\n\n(All seats are used|Toutes les licences sont utilisées)\n\n/);
      expect(mail.text).toContain('\n\nQuittance\n\n');
      expect(`${mail.text}${visibleText(mail.html)}`).not.toMatch(/For |Pour {2}|Write to|Écrivez|null/);
      expect(htmlProblems(mail.html, ['html', 'body', 'p'])).toEqual([]);
    }
  });

  it('is who sends a credit note: that stands on the credit note', () => {
    const other = { ...seller, name: 'Somebody else' };
    expect(compose('credit-note.refunded', 'en', { seller: other }).text).not.toContain('Somebody else');
    expect(compose('cancelled', 'en', { seller: other }).text).toContain('Somebody else');
  });
});
