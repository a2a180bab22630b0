import { openDatabase } from '#platform/sqlite';
import { describeOnServer } from '#test/support/servers/index';
import { TestSmtpServer } from '#test/support/smtp/index';
import { describeMailerContract, invoiceMail } from '../testing/index.js';
import { SmtpMailer, SqliteSentMails } from './index.js';

const FROM = 'Acme Billing <billing@acme.example>';

describeMailerContract(
  'SmtpMailer',
  async () => {
    const server = await TestSmtpServer.start();
    const database = openDatabase(':memory:');
    return {
      open: () => Promise.resolve(new SmtpMailer(server.url, { from: FROM, sent: new SqliteSentMails(database) })),
      delivered: () =>
        Promise.resolve(server.mails.map((mail) => ({ ...mail, id: /^<(.+)@/.exec(mail.messageId)?.[1] ?? '' }))),
      close: async () => {
        await server.stop();
        database.close();
      },
    };
  },
  { onceAcrossInstances: false },
);

describeOnServer('smtp', (url) => {
  it('takes a mail', async () => {
    const database = openDatabase(':memory:');
    const mailer = new SmtpMailer(url, { from: FROM, sent: new SqliteSentMails(database) });
    const mail = invoiceMail({ id: `invoice-${Date.now()}` });
    expect(await mailer.send(mail)).toMatchObject({ id: mail.id, to: mail.to });
    await mailer.close();
    database.close();
  });
});
