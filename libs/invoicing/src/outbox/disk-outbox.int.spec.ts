import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/sqlite';
import { MAIL_PAGE_SIZE_MAX } from '../mailer/mailer.js';
import { invoiceMail } from '../testing/index.js';
import { DiskOutbox } from './disk-outbox.js';

describe('DiskOutbox', () => {
  const databases: Database[] = [];
  let folder: string;
  let outbox: DiskOutbox;

  const open = (): DiskOutbox => {
    const database = openDatabase(join(folder, 'quittance.db'));
    databases.push(database);
    return new DiskOutbox(database);
  };
  const sendAll = async (ids: readonly string[], by = outbox): Promise<void> => {
    for (const id of ids) await by.send(invoiceMail({ id }));
  };
  const listedIds = async (page: Parameters<DiskOutbox['list']>[0]): Promise<string[]> =>
    (await outbox.list(page)).map(({ id }) => id);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-outbox-'));
    outbox = open();
  });
  afterEach(() => {
    databases.splice(0).forEach((database) => database.close());
    rmSync(folder, { recursive: true });
  });

  it('lists nothing before anything was sent', async () => {
    expect(await outbox.list({ limit: 1 })).toEqual([]);
  });

  it('lists whole mails in the order of sending, which is not that of their ids', async () => {
    await sendAll(['c', 'a', 'b']);
    expect(await outbox.list({ limit: 3 })).toEqual(['c', 'a', 'b'].map((id) => invoiceMail({ id })));
  });

  it('gives each attachment its own bytes, an empty one too', async () => {
    const attachments = [[], [1], [], [2, 3]].map((bytes, n) => ({
      name: `${n}.bin`,
      type: 'application/octet-stream',
      content: Uint8Array.from(bytes),
    }));
    await outbox.send(invoiceMail({ attachments }));
    const [mail] = await outbox.list({ limit: 1 });
    expect(mail?.attachments).toStrictEqual(attachments);
  });

  it('keeps the bytes that it was given, whatever becomes of the buffer they came in', async () => {
    const content = Buffer.from('paid');
    const sent = await outbox.send(invoiceMail({ attachments: [{ name: 'a', type: 'text/plain', content }] }));
    content.fill(0);
    const [listed] = await outbox.list({ limit: 1 });
    for (const mail of [sent, listed]) expect(Buffer.from(mail!.attachments[0]!.content).toString()).toBe('paid');
  });

  it('goes on in order after a restart and with two instances', async () => {
    await sendAll(['d', 'c']);
    databases.pop()?.close();
    outbox = open();
    await sendAll(['b']);
    await sendAll(['a'], open());
    expect(await listedIds({ limit: 10 })).toEqual(['d', 'c', 'b', 'a']);
  });

  it('shows every mail exactly once to whoever turns the pages, at any page size', async () => {
    const ids = Array.from({ length: 23 }, (_, n) => `mail-${(n * 7) % 23}`);
    await sendAll(ids);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
        const seen: string[] = [];
        let page = await listedIds({ limit });
        while (page.length > 0) {
          seen.push(...page);
          page = await listedIds({ after: seen.at(-1)!, limit });
        }
        expect(seen).toEqual(ids);
      }),
    );
  });

  it('shows on a later page what was sent in the meantime', async () => {
    await sendAll(['a', 'b']);
    await sendAll(['c']);
    expect(await listedIds({ after: 'b', limit: 10 })).toEqual(['c']);
    expect(await listedIds({ after: 'c', limit: 10 })).toEqual([]);
  });

  it.each([
    ['before a mail knew its recipient', {}, null],
    ['before there were notices', { recipientId: 'ann' }, 'ann'],
  ])('still reads what a folder holds from %s', async (_, written, recipientId) => {
    const row = {
      id: 'invoice-FA-2026-000001',
      kind: 'invoice',
      ...written,
      to: 'ada@acme.example',
      subject: 'Votre facture FA-2026-000001 – Acme',
      text: 'Bonjour,',
      html: '<p>Bonjour,</p>',
      language: 'fr',
      invoiceNumber: 'FA-2026-000001',
      sentAt: '2026-04-16T10:00:00.000Z',
    };
    const attachments = [{ name: 'a', type: 'text/plain', bytes: 2 }];
    databases[0]!
      .prepare('insert into outbox_mails (id, mail, contents) values (?, ?, ?)')
      .run(row.id, JSON.stringify({ ...row, attachments }), Buffer.from('ok'));
    const content = Uint8Array.from(Buffer.from('ok'));
    expect(await outbox.list({ limit: 1 })).toStrictEqual([
      { ...row, recipientId, attachments: [{ name: 'a', type: 'text/plain', content }] },
    ]);
    expect(await outbox.send(invoiceMail({ to: 'bob@acme.example' }))).toMatchObject({ recipientId, to: row.to });
  });

  it.each([0, -1, 1.5, NaN, MAIL_PAGE_SIZE_MAX + 1])('refuses a page of %p mails', async (limit) => {
    await expect(outbox.list({ limit })).rejects.toThrow(RangeError);
  });

  it('refuses to go on after a mail that was never sent', async () => {
    await sendAll(['a']);
    await expect(outbox.list({ after: 'b', limit: 1 })).rejects.toThrow('list from the beginning');
  });
});
