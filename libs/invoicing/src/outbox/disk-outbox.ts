import { promised } from '#platform';
import { type Database } from '#platform/sqlite';
import { checkMail } from '../mailer/check-mail.js';
import { type Attachment, type Mail, MAIL_PAGE_SIZE_MAX, Mailer, type Outbox } from '../mailer/mailer.js';

/** `mail` is JSON; the bytes of the attachments stand one after the other in `contents`. */
const MIGRATIONS = [
  `create table outbox_mails (
     sequence integer primary key,
     id text not null unique,
     mail text not null,
     contents blob not null
   ) strict`,
];
const INSERT = 'insert into outbox_mails (id, mail, contents) values (?, ?, ?) on conflict (id) do nothing';
const SELECT = 'select mail, contents from outbox_mails where id = ?';
const SELECT_SEQUENCE = 'select sequence from outbox_mails where id = ?';
const LIST = 'select mail, contents from outbox_mails where sequence > ? order by sequence limit ?';

interface MailRow {
  readonly mail: string;
  readonly contents: Buffer;
}

/** Rows are kept for ever: what was added to a mail later is missing from those that were written before. */
type StoredMail = Omit<Mail, 'attachments' | 'recipientId'> & {
  readonly recipientId?: string | null;
  readonly attachments: readonly (Omit<Attachment, 'content'> & { readonly bytes: number })[];
};

/**
 * Keeps mails in the database instead of sending them. One row is one mail, so a crash leaves all of it or nothing,
 * and of two processes that send the same id the first to commit wins. Whoever opened the database closes it.
 */
export class DiskOutbox extends Mailer implements Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    super();
    this.#database = database;
    database.migrate('outbox', MIGRATIONS);
  }

  override send(mail: Mail): Promise<Mail> {
    return promised(() => {
      checkMail(mail);
      const row = toRow(mail);
      const { changes } = this.#database.prepare(INSERT).run(mail.id, row.mail, row.contents);
      const first = changes === 1 ? row : this.#database.prepare<MailRow>(SELECT).get(mail.id);
      return toMail(first ?? row);
    });
  }

  list({ after, limit }: { readonly after?: string; readonly limit: number }): Promise<readonly Mail[]> {
    return promised(() => {
      if (!Number.isInteger(limit) || limit < 1 || limit > MAIL_PAGE_SIZE_MAX) {
        throw new RangeError(`a page of ${limit} mails cannot be listed: ask for 1 to ${MAIL_PAGE_SIZE_MAX}`);
      }
      const sequence = after === undefined ? 0 : this.#sequenceOf(after);
      return this.#database.prepare<MailRow>(LIST).all(sequence, limit).map(toMail);
    });
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  #sequenceOf(id: string): number {
    const row = this.#database.prepare<{ sequence: number }>(SELECT_SEQUENCE).get(id);
    if (!row) throw new RangeError(`no mail ${id} was sent: list from the beginning`);
    return row.sequence;
  }
}

const toRow = ({ attachments, ...rest }: Mail): MailRow => {
  const described = attachments.map(({ name, type, content }) => ({ name, type, bytes: content.length }));
  const stored: StoredMail = { ...rest, attachments: described };
  return { mail: JSON.stringify(stored), contents: Buffer.concat(attachments.map(({ content }) => content)) };
};

const toMail = ({ mail, contents }: MailRow): Mail => {
  const { attachments, recipientId = null, ...rest } = JSON.parse(mail) as StoredMail;
  let end = 0;
  const withContent = attachments.map(({ name, type, bytes }) => {
    end += bytes;
    return { name, type, content: Uint8Array.from(contents.subarray(end - bytes, end)) };
  });
  return { ...rest, recipientId, attachments: withContent };
};
