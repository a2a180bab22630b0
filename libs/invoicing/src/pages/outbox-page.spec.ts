import { type Mail, MAIL_KINDS } from '../mailer/mailer.js';
import { htmlProblems, visibleText } from '../testing/html.js';
import { invoiceMail, noticeMail } from '../testing/mailer.contract.js';
import { outboxPage, type OutboxPageModel } from './outbox-page.js';

const mail = (id: string, changes: Partial<Mail> = {}): Mail =>
  invoiceMail({ id, subject: `Subject of ${id}`, ...changes });

const mails = [mail('first'), mail('second', { attachments: [] }), mail('third')];

const show = (changes: Partial<OutboxPageModel> = {}): string => outboxPage({ mails, selected: null, ...changes });

const frame = (page: string): string | undefined => /<iframe [^>]*srcdoc="([^"]*)"/.exec(page)?.[1];

describe('the outbox', () => {
  it('lists all mails, the newest first, each with its link', () => {
    const items = [...show().matchAll(/<li><a href="([^"]*)"[^>]*><span class="subject">([^<]*)/g)];
    expect(items.map(([, href, subject]) => [href, subject])).toEqual([
      ['?id=third', 'Subject of third'],
      ['?id=second', 'Subject of second'],
      ['?id=first', 'Subject of first'],
    ]);
  });

  it('shows the mail that was chosen, and marks it in the list', () => {
    const page = show({ selected: 'first' });
    expect(page).toContain('<h1 id="subject">Subject of first</h1>');
    expect(page).toContain('<a href="?id=first" aria-current="true">');
    expect(page.match(/aria-current="/g)).toHaveLength(1);
    expect(visibleText(page)).toContain(
      'To ada@acme.example Sent 16 April 2026, 10:00 UTC Kind Invoice invoice Attachments FA-2026-000001.pdf application/pdf, 256 bytes FA-2026-000001.xml',
    );
  });

  it('shows the newest when none was chosen', () => {
    expect(show()).toContain('<h1 id="subject">Subject of third</h1>');
  });

  it('names no attachments where there are none', () => {
    expect(show({ selected: 'second' })).not.toContain('Attachments');
  });

  it('says that a mail is not there, and still lists the others', () => {
    const page = show({ selected: 'other' });
    expect(visibleText(page)).toContain('This mail is not in the outbox. Choose one from the list.');
    expect(page).not.toContain('<iframe');
    expect(page.match(/class="subject"/g)).toHaveLength(3);
  });

  it('says what will appear while there is nothing', () => {
    expect(visibleText(outboxPage({ mails: [], selected: null }))).toContain('Outbox No mail has been sent yet.');
  });

  it('speaks French when asked to', () => {
    const page = show({ language: 'fr', selected: 'first' });
    expect(page).toContain('<html lang="fr">');
    expect(visibleText(page)).toContain('Envoyé 16 avril 2026 à 10:00 UTC Type Facture invoice Pièces jointes');
  });

  it.each(MAIL_KINDS)('calls a mail of the kind %s what people and the API call it', (kind) => {
    const page = (language: 'en' | 'fr'): string | undefined =>
      /<dd>([^<]+) <code>(\w+)<\/code><\/dd>/
        .exec(show({ language, mails: [noticeMail({ kind })] }))
        ?.slice(1)
        .join();
    expect(page('en')).toMatch(new RegExp(`^[A-Z][A-Za-z ]+,${kind}$`));
    expect(page('fr')).toMatch(new RegExp(`^[A-ZÉ][\\p{L}’ ]+,${kind}$`, 'u'));
    expect(page('en')).not.toBe(page('fr'));
  });

  it('shows a kind that it has no words for as it is', () => {
    const kind = 'fromAnotherVersion' as Mail['kind'];
    expect(visibleText(show({ mails: [mail('other', { kind })] }))).toContain('Kind fromAnotherVersion Attachments');
  });

  it('keeps the body of a mail in a frame that runs nothing and is nobody', () => {
    const html = '<p title="a">1 & 2</p><script>alert(1)</script>';
    const page = show({ mails: [mail('hostile', { html })] });
    expect(page).toContain('<iframe title="Content of the mail" sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).not.toMatch(/allow-scripts|allow-same-origin|allow-forms/);
    expect(page).not.toContain('<script');
    expect(frame(page)).toBe(
      '&lt;base target=&quot;_blank&quot;&gt;&lt;p title=&quot;a&quot;&gt;1 &amp; 2&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;',
    );
  });

  it('shows the plain text too, in the language of the mail', () => {
    expect(show()).toContain('<pre lang="fr">Bonjour,\n\nVoici votre facture.');
  });

  it('leaves everything in a mail as text', () => {
    const typed = (field: string): string => `<script>${field}</script>"`;
    const hostile = mail(typed('id'), {
      to: typed('to'),
      subject: typed('subject'),
      text: typed('text'),
      kind: typed('kind') as Mail['kind'],
      attachments: [{ name: typed('file'), type: typed('type'), content: new Uint8Array() }],
    });
    const page = show({ mails: [hostile] });
    expect(page).not.toContain('<script');
    for (const field of ['to', 'subject', 'text', 'kind', 'file', 'type']) {
      expect(page).toContain(`&lt;script&gt;${field}&lt;/script&gt;&quot;`);
    }
    expect(page).toContain('href="?id=%3Cscript%3Eid%3C%2Fscript%3E%22"');
    expect(htmlProblems(page)).toEqual([]);
  });

  it.each<[string, Partial<OutboxPageModel>]>([
    ['with a mail', { selected: 'first' }],
    ['without one chosen', {}],
    ['with one that is not there', { selected: 'other' }],
    ['empty', { mails: [] }],
    ['in French', { language: 'fr' }],
  ])('is a well-formed document %s', (_, model) => {
    const page = show(model);
    expect(htmlProblems(page)).toEqual([]);
    expect(page.match(/<h1/g)).toHaveLength(1);
  });
});
