import type { SentMail } from '../mailer/mailer.js';
import { type SentMails, SENT_MAILS_KEPT_DAYS } from '../smtp/sent-mails.js';
import { invoiceMail, noticeMail, sentMail } from './mailer.contract.js';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface SentMailsSetup {
  /** Another instance with the same memory, whose clock shows so many milliseconds since 1970. */
  open(now: () => number): Promise<SentMails>;
  /** Everything that is stored, as text. */
  stored(): Promise<string>;
  close(): Promise<void>;
}

/** Every memory of sent mails runs exactly these. `setUp` gives a place where nothing is kept yet. */
export const describeSentMailsContract = (adapter: string, setUp: () => Promise<SentMailsSetup>): void => {
  describe(`${adapter} keeps the SentMails contract`, () => {
    let setup: SentMailsSetup;
    let sent: SentMails;
    let now: number;
    beforeEach(async () => {
      setup = await setUp();
      now = Date.parse('2026-04-16T10:00:00.000Z');
      sent = await setup.open(() => now);
    });
    afterEach(() => setup.close());

    const invoice: SentMail = sentMail(invoiceMail());

    it('knows nothing at first', async () => {
      expect(await sent.find(invoice.id)).toBeNull();
    });

    it.each([invoiceMail(), noticeMail({ recipientId: null })])(
      'finds what was kept, in any instance: %#',
      async (mail) => {
        expect(await sent.keep(sentMail(mail))).toStrictEqual(sentMail(mail));
        const other = await setup.open(() => now);

        expect(await sent.find(mail.id)).toStrictEqual(sentMail(mail));
        expect(await other.find(mail.id)).toStrictEqual(sentMail(mail));
      },
    );

    it('keeps the first of two under one id, and gives it to both', async () => {
      const other = await setup.open(() => now);
      const kept = await Promise.all([sent.keep(invoice), other.keep({ ...invoice, to: 'bob@acme.example' })]);

      expect(new Set(kept.map(({ to }) => to)).size).toBe(1);
      expect(await sent.find(invoice.id)).toStrictEqual(kept[0]);
    });

    it('keeps nothing of the content, even when it is handed all of it', async () => {
      await sent.keep(invoiceMail({ subject: 'A secret subject', text: 'A secret text', html: '<p>A secret page' }));

      expect(await sent.find(invoice.id)).toStrictEqual(invoice);
      expect(await setup.stored()).not.toContain('secret');
    });

    it('forgets a mail after the days that it is kept, the address too, and keeps a later one', async () => {
      await sent.keep(invoice);
      now += SENT_MAILS_KEPT_DAYS * DAY_MS - 1;
      expect(await sent.find(invoice.id)).toStrictEqual(invoice);
      now += 1;
      expect(await sent.find(invoice.id)).toBeNull();
      await sent.keep(sentMail(noticeMail({ to: 'bob@acme.example' })));

      expect(await setup.stored()).not.toContain(invoice.to);
      expect(await setup.stored()).toContain('bob@acme.example');
    });
  });
};
