import { inspect } from 'node:util';
import { type Database, openDatabase } from '#platform/sqlite';
import { type SmtpFault, TestSmtpServer } from '#test/support/smtp/index';
import { MailRefused } from '../mailer/mailer.js';
import { invoiceMail, noticeMail } from '../testing/index.js';
import { MailNotSent, SmtpMailer, type SmtpMailerOptions, SmtpUrlRefused, SqliteSentMails } from './index.js';

const FROM = 'Acme Billing <billing@acme.example>';
const ADA = 'ada@acme.example';
const PROMPTLY_MS = 2_000;

class DyingSentMails extends SqliteSentMails {
  override keep(): Promise<never> {
    return Promise.reject(new Error('the process died'));
  }
}

describe('SmtpMailer', () => {
  let server: TestSmtpServer;
  let database: Database;
  let mailers: SmtpMailer[];

  const open = (url = server.url, options: Partial<SmtpMailerOptions> = {}): SmtpMailer => {
    const mailer = new SmtpMailer(url, { from: FROM, sent: new SqliteSentMails(database), ...options });
    mailers.push(mailer);
    return mailer;
  };
  const failureOf = async (mailer: SmtpMailer, mail = invoiceMail()): Promise<Error> => {
    const failed: unknown = await mailer.send(mail).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    return failed as Error;
  };

  beforeEach(async () => {
    mailers = [];
    server = await TestSmtpServer.start();
    database = openDatabase(':memory:');
  });
  afterEach(async () => {
    for (const mailer of mailers) await mailer.close();
    await server.stop();
    database.close();
  });

  describe('a mail', () => {
    it('says that a machine wrote it, in which language, from whom, and not with which program', async () => {
      const invoice = invoiceMail();
      await open().send(invoice);
      const [mail] = server.mails;

      expect(Object.fromEntries(mail!.headers)).toMatchObject({
        'auto-submitted': 'auto-generated',
        'content-language': 'fr',
        from: FROM,
        to: ADA,
        'message-id': '<invoice-FA-2026-000001@acme.example>',
        'mime-version': '1.0',
      });
      expect(mail!.from).toBe('billing@acme.example');
      expect([...mail!.headers].filter(([name]) => name.startsWith('x-'))).toEqual([
        ['x-quittance-kind', 'invoice'],
        ['x-quittance-sent-at', invoice.sentAt],
        ['x-quittance-document', invoice.invoiceNumber],
      ]);
    });

    it('carries the time at which it goes out', async () => {
      await open().send(invoiceMail());
      const sentAt = Date.parse(server.mails[0]!.headers.get('date')!);

      expect(Math.abs(Date.now() - sentAt)).toBeLessThan(60_000);
    });

    it('opens no file and no address that its content names', async () => {
      await open().send(noticeMail({ html: '<img src="file:///etc/passwd">', text: '/etc/passwd' }));

      expect(server.mails).toMatchObject([{ text: '/etc/passwd', attachments: [] }]);
    });

    it('shares few connections with all others', async () => {
      const mailer = open();
      await Promise.all(Array.from({ length: 40 }, (_, n) => mailer.send(invoiceMail({ id: `invoice-${n}` }))));

      expect(server.mails).toHaveLength(40);
      expect(server.connections).toBeLessThanOrEqual(3);
    });
  });

  describe('a mail that the server refuses for good', () => {
    it.each<[SmtpFault, string]>([
      ['refuse', 'the mail server answered 550 5.1.1 to RCPT TO, correct the e-mail address of the recipient'],
      ['refuseContent', 'answered 554 5.7.1 to DATA, look into the log of that server for what it objects to'],
    ])('is refused, with what to do and without the address: %s', async (fault, advice) => {
      server.failNext(fault);
      const failure = await failureOf(open());

      expect(failure).toBeInstanceOf(MailRefused);
      expect(failure.message).toContain(advice);
      expect(inspect(failure, { depth: null, showHidden: true })).not.toMatch(/ada@|bob@|facture/i);
      expect(server.mails).toEqual([]);
    });

    it('is sent once it is corrected', async () => {
      server.failNext('refuse');
      const mailer = open();
      await failureOf(mailer);
      await mailer.send(invoiceMail({ to: 'bob@acme.example' }));

      expect(server.mails).toMatchObject([{ to: 'bob@acme.example' }]);
    });

    it('is refused when it is larger than the server takes', async () => {
      const small = await TestSmtpServer.start({ disabledCommands: ['STARTTLS'], size: 100, rejectOversized: true });
      const failure = await failureOf(open(small.url));
      await small.stop();

      expect(failure).toBeInstanceOf(MailRefused);
      expect(failure.message).toContain('raise the size of mails that this server takes');
    });
  });

  describe('a mail that the server does not take this time', () => {
    it.each<[SmtpFault, string]>([
      ['greylist', 'the mail server answered 451 4.7.1 to RCPT TO'],
      ['authenticate', 'the mail server answered 530 5.7.0 to RCPT TO'],
    ])('may be tried again, and arrives then: %s', async (fault, reason) => {
      server.failNext(fault);
      const mailer = open();
      const failure = await failureOf(mailer);
      expect(failure).toBeInstanceOf(MailNotSent);
      expect(failure.message).toBe(`the mail invoice-FA-2026-000001 was not sent: ${reason}; it may be tried again`);
      expect(inspect(failure, { depth: null, showHidden: true })).not.toContain(ADA);
      await mailer.send(invoiceMail());

      expect(server.mails).toMatchObject([{ to: ADA }]);
    });

    it('may be tried again when nobody listens, and arrives when somebody does', async () => {
      const { port, url } = server;
      await server.stop();
      const mailer = open(url);
      const failure = await failureOf(mailer);
      expect(failure).toBeInstanceOf(MailNotSent);
      expect(failure.message).toContain('ECONNREFUSED');
      server = await TestSmtpServer.start(undefined, port);
      await mailer.send(invoiceMail());

      expect(server.mails).toHaveLength(1);
    });

    it('goes out on a new connection when the server has closed the one before', async () => {
      const mailer = open();
      await mailer.send(invoiceMail());
      const { port } = server;
      await server.stop();
      server = await TestSmtpServer.start(undefined, port);
      await mailer.send(noticeMail());

      expect(server.mails).toMatchObject([{ messageId: '<seatsReached-1@acme.example>' }]);
    });

    it('is given up after its time when the server never answers, and the mailer goes on', async () => {
      server.failNext('hang');
      const mailer = open(undefined, { sendTimeoutMs: 200 });
      const since = Date.now();
      expect(await failureOf(mailer)).toBeInstanceOf(MailNotSent);
      expect(Date.now() - since).toBeLessThan(PROMPTLY_MS);
      await mailer.send(noticeMail());

      expect(server.mails).toHaveLength(1);
    });
  });

  describe('a mail of which nobody knows whether it was taken', () => {
    it('goes out again under the same Message-ID, once for each call', async () => {
      server.failNext('cut');
      const mailer = open();
      expect(await failureOf(mailer)).toBeInstanceOf(MailNotSent);
      expect(server.mails).toHaveLength(1);
      await mailer.send(invoiceMail());
      await mailer.send(invoiceMail());

      expect(server.mails.map(({ messageId }) => messageId)).toEqual(
        Array(2).fill('<invoice-FA-2026-000001@acme.example>'),
      );
    });

    it('does so after a crash between the acceptance and the note of it', async () => {
      const crashing = open(undefined, { sent: new DyingSentMails(database) });
      await expect(crashing.send(invoiceMail())).rejects.toThrow('the process died');
      await open().send(invoiceMail());

      expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
      expect(server.mails).toHaveLength(2);
    });
  });

  describe('encryption', () => {
    // Not a name of this machine, and yet it answers there.
    const elsewhere = (port: number, user = 'acme:s3cret@'): string => `smtp://${user}0.0.0.0:${port}`;

    it('is required: a server that offers none gets neither the password nor the mail', async () => {
      const failure = await failureOf(open(elsewhere(server.port)));

      expect(failure).toBeInstanceOf(MailNotSent);
      expect([server.logins, server.mails]).toEqual([[], []]);
    });

    it.each(['smtp', 'smtps'])(
      'is with a server whose certificate is trusted, or nothing is sent: %s',
      async (scheme) => {
        const untrusted = await TestSmtpServer.start({ secure: scheme === 'smtps', logger: false });
        const failure = await failureOf(open(elsewhere(untrusted.port).replace('smtp:', `${scheme}:`)));
        await untrusted.stop();

        expect(failure).toBeInstanceOf(MailNotSent);
        expect(failure.message).toMatch(/ETLS|SELF_SIGNED|CERT/);
        expect([untrusted.logins, untrusted.mails]).toEqual([[], []]);
      },
    );

    it('is left out where the URL says so', async () => {
      await open(`${elsewhere(server.port, '')}?tls=none`).send(invoiceMail());

      expect(server.mails).toHaveLength(1);
    });

    it('is left out on this machine, with a password too', async () => {
      const local = await TestSmtpServer.start({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
      await open(local.url.replace('//', '//ac%40me:s%3Acret@')).send(invoiceMail());
      await local.stop();

      expect(local.logins).toEqual(['ac@me s:cret']);
      expect(local.mails).toHaveLength(1);
    });

    it('or not, a wrong password is no refusal of the mail, and is not shown', async () => {
      const local = await TestSmtpServer.start({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
      const failure = await failureOf(open(local.url.replace('//', '//acme:wrong@')));
      await local.stop();

      expect(failure).toBeInstanceOf(MailNotSent);
      expect(failure.message).toContain('535');
      expect(inspect(failure, { depth: null, showHidden: true })).not.toContain('wrong');
    });
  });

  describe('settings', () => {
    it.each([
      ['', 'write smtp://'],
      ['mail.example', 'write smtp://'],
      ['http://u:s3cret@mail.example', 'write smtp://'],
      ['smtp://u:s3cret@', 'write smtp://'],
      ['smtp://u:s3cret@mail.example/inbox', 'write smtp://'],
      ['smtp://u:%E0%A4%A@mail.example', 'write smtp://'],
      ['smtp://u:s3cret@mail.example?tls=maybe', '?tls=none'],
      ['smtps://u:s3cret@mail.example?tls=none', '?tls=none'],
      ['smtp://u:s3cret@mail.example?tls=none', 'leave ?tls=none out'],
    ])('are refused when the URL is %j, without repeating it', (url, advice) => {
      expect(() => open(url)).toThrow(SmtpUrlRefused);
      expect(() => open(url)).toThrow(advice);
      expect(() => open(url)).not.toThrow('s3cret');
    });

    it.each([
      '',
      'Acme',
      'billing@',
      'Acme <billing@acme.example',
      'a@b.example, c@d.example',
      'a@b.example\r\nBcc: c@d',
    ])('are refused when the sender is %j', (from) => {
      expect(() => open(undefined, { from })).toThrow('write it like');
    });

    it('may name a bare address as the sender', async () => {
      await open(undefined, { from: 'billing@münchen.example' }).send(invoiceMail());

      expect(server.mails[0]!.messageId).toBe('<invoice-FA-2026-000001@xn--mnchen-3ya.example>');
    });
  });

  describe('close', () => {
    it('waits for what is on its way and takes no more', async () => {
      const mailer = open();
      const sending = mailer.send(invoiceMail());
      await mailer.close();
      expect(server.mails).toHaveLength(1);
      await sending;

      await expect(mailer.send(noticeMail())).rejects.toThrow('is closed');
    });
  });
});
