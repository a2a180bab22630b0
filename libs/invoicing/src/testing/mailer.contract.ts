import {
  DOCUMENT_MAIL_KINDS,
  type Mail,
  MAIL_KINDS,
  type Mailer,
  MailRefused,
  NOTICE_MAIL_KINDS,
  type SentMail,
} from '../mailer/mailer.js';

export type DeliveredMail = Pick<Mail, 'id' | 'to' | 'subject' | 'text' | 'html' | 'attachments'>;

export interface MailerSetup {
  /** Another instance with the same memory of what was sent, as another process would have it. */
  open(): Promise<Mailer>;
  /** What has reached recipients, in order of arrival. */
  delivered(): Promise<readonly DeliveredMail[]>;
  close(): Promise<void>;
}

export interface MailerPromises {
  /** Whether of instances that send the same mail at the same moment only one does. Over SMTP nobody can tell. */
  readonly onceAcrossInstances: boolean;
}

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** A mail as Quittance sends it; give a changed id for another one. */
export const invoiceMail = (changes: Partial<Mail> = {}): Mail => ({
  id: 'invoice-FA-2026-000001',
  kind: 'invoice',
  recipientId: 'ann',
  to: 'ada@acme.example',
  subject: 'Votre facture n° FA-2026-000001 – 33,73 €',
  text: 'Bonjour,\n\nVoici votre facture.\n日本語 🧾\n',
  html: '<p>Voici votre <b>facture</b>. 日本語 🧾</p>',
  language: 'fr',
  invoiceNumber: 'FA-2026-000001',
  sentAt: '2026-04-16T10:00:00.000Z',
  attachments: [
    { name: 'FA-2026-000001.pdf', type: 'application/pdf', content: EVERY_BYTE },
    { name: 'FA-2026-000001.xml', type: 'application/xml', content: Buffer.from('<é/>') },
  ],
  ...changes,
});

/** A mail that tells of something and carries no document. */
export const noticeMail = (changes: Partial<Mail> = {}): Mail =>
  invoiceMail({
    id: 'seatsReached-1',
    kind: 'seatsReached',
    subject: 'Toutes vos licences sont utilisées – Acme',
    invoiceNumber: null,
    attachments: [],
    ...changes,
  });

/** What every mailer hands back of a mail. */
export const sentMail = (mail: Mail): SentMail => {
  const { id, kind, recipientId, to, language, invoiceNumber } = mail;
  return { id, kind, recipientId, to, language, invoiceNumber };
};

const isDocument = (kind: Mail['kind']): boolean => DOCUMENT_MAIL_KINDS.some((document) => document === kind);

const NOT_ONE_RECIPIENT = [
  '',
  'ada',
  'ada@',
  '@acme.example',
  'ada@acme.example,bob@acme.example',
  'ada@acme.example, bob@acme.example',
  'ada@acme.example;bob@acme.example',
  'ada@acme.example bob@acme.example',
  'ada@acme.example\nBcc: bob@acme.example',
  'ada@acme.example\r\nBcc: bob@acme.example',
  'ada@acme.example\n',
  'ada@acme.example\u2028',
  'ada\u0000@acme.example',
  'Ada <ada@acme.example>',
  'all:ada@acme.example;',
  'ada@bob@acme.example',
  `${'a'.repeat(250)}@acme.example`,
];

const BAD_IDS = ['', '../invoice', 'a/b', 'a\\b', 'a.b', 'a b', 'é', 'a\n', 'a'.repeat(201)];

/** Every adapter of the Mailer port runs exactly these. `setUp` gives a place where nothing was sent yet. */
export const describeMailerContract = (
  adapter: string,
  setUp: () => Promise<MailerSetup>,
  { onceAcrossInstances }: MailerPromises = { onceAcrossInstances: true },
): void => {
  describe(`${adapter} keeps the Mailer contract`, () => {
    let setup: MailerSetup;
    let mailer: Mailer;
    beforeEach(async () => {
      setup = await setUp();
      mailer = await setup.open();
    });
    afterEach(async () => {
      await mailer.close();
      await setup.close();
    });

    const deliveredIds = async (): Promise<string[]> => (await setup.delivered()).map(({ id }) => id);

    describe('a mail', () => {
      it('arrives whole, in any script, with every byte of its attachments', async () => {
        const { subject, text, html, attachments } = invoiceMail();
        await mailer.send(invoiceMail());
        const [mail, ...others] = await setup.delivered();
        expect(others).toEqual([]);
        expect(mail).toMatchObject({ id: 'invoice-FA-2026-000001', to: 'ada@acme.example', subject });
        expect(mail!.text.trim()).toBe(text.trim());
        expect(mail!.html.trim()).toBe(html);
        expect(mail!.attachments.map(({ name, type }) => [name, type])).toEqual(
          attachments.map(({ name, type }) => [name, type]),
        );
        expect(mail!.attachments.map(({ content }) => [...content])).toEqual(
          attachments.map(({ content }) => [...content]),
        );
      });

      it('without attachments and invoice arrives too', async () => {
        await mailer.send(noticeMail());
        expect(await setup.delivered()).toMatchObject([{ id: 'seatsReached-1', attachments: [] }]);
      });

      it.each(MAIL_KINDS)('of the kind %s is handed back as what it is', async (kind) => {
        const mail = noticeMail({ kind, invoiceNumber: isDocument(kind) ? 'AV-2026-000001' : null });
        expect(await mailer.send(mail)).toMatchObject(sentMail(mail));
      });

      it('is handed back with whom it went to', async () => {
        expect(await mailer.send(invoiceMail())).toMatchObject(sentMail(invoiceMail()));
      });

      it('follows those sent before it, the same recipient or not', async () => {
        const ids = ['invoice-1', 'invoice-2', 'creditNote-1'];
        for (const id of ids) await mailer.send(invoiceMail({ id }));
        expect(await deliveredIds()).toEqual(ids);
      });
    });

    describe('a second call with the same id', () => {
      const changed = invoiceMail({ to: 'bob@acme.example', subject: 'Other', attachments: [] });

      it('sends nothing and gives the first mail', async () => {
        await mailer.send(invoiceMail());
        expect(await mailer.send(changed)).toMatchObject(sentMail(invoiceMail()));
        expect(await setup.delivered()).toMatchObject([{ to: 'ada@acme.example' }]);
      });

      it('sends nothing after a restart either', async () => {
        await mailer.send(invoiceMail());
        await mailer.close();
        mailer = await setup.open();
        expect(await mailer.send(changed)).toMatchObject(sentMail(invoiceMail()));
        expect(await deliveredIds()).toHaveLength(1);
      });

      const expectOneOfRacing = async (mailers: readonly Mailer[]): Promise<void> => {
        const racing = Array.from({ length: 12 }, (_, n) =>
          mailers[n % mailers.length]!.send(invoiceMail({ to: `ada+${n}@acme.example` })),
        );
        const recipients = new Set((await Promise.all(racing)).map(({ to }) => to));
        expect(recipients.size).toBe(1);
        expect((await setup.delivered()).map(({ to }) => to)).toEqual([...recipients]);
      };

      it('gives everyone the same mail when calls race, and only that one arrives', async () => {
        await expectOneOfRacing([mailer]);
      });

      const whenOnce = onceAcrossInstances ? it : it.skip;
      whenOnce('gives everyone the same mail when instances race, and only that one arrives', async () => {
        const others = [await setup.open(), await setup.open()];
        await expectOneOfRacing([mailer, ...others]);
        await Promise.all(others.map((other) => other.close()));
      });
    });

    describe('a mail that cannot be sent', () => {
      const expectRefused = async (changes: Partial<Mail>): Promise<void> => {
        await expect(mailer.send(invoiceMail(changes))).rejects.toThrow(MailRefused);
        expect(await setup.delivered()).toEqual([]);
      };

      it.each(NOT_ONE_RECIPIENT)('is refused for good when it has not exactly one recipient: %j', async (to) => {
        await expectRefused({ to });
      });

      it.each(BAD_IDS)('is refused for good with the id %j', async (id) => {
        await expectRefused({ id });
      });

      it.each(['a\nBcc: bob@acme.example', 'a\r\nb', 'a\rb', 'a\u2028b'])(
        'is refused for good with the subject %j',
        async (subject) => {
          await expectRefused({ subject });
        },
      );

      it.each(DOCUMENT_MAIL_KINDS)('is refused for good as %s without the number of its document', async (kind) => {
        await expectRefused({ kind, invoiceNumber: null });
      });

      it.each(NOTICE_MAIL_KINDS)('is refused for good as %s with the number of a document', async (kind) => {
        await expectRefused({ kind });
      });

      it('does not take its id: corrected, it is sent', async () => {
        await expectRefused({ to: 'ada' });
        await mailer.send(invoiceMail());
        expect(await deliveredIds()).toEqual(['invoice-FA-2026-000001']);
      });

      it.each(['zoë@münchen.example', "o'hara+billing@acme.example", 'a@b'])('is not one to %s', async (to) => {
        await mailer.send(invoiceMail({ to }));
        expect(await setup.delivered()).toMatchObject([{ to }]);
      });
    });
  });
};
