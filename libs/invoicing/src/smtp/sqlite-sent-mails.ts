import { promised } from '#platform';
import { type Database } from '#platform/sqlite';
import type { SentMail } from '../mailer/mailer.js';
import { SENT_MAILS_KEPT_DAYS, SentMails } from './sent-mails.js';

const MIGRATIONS = [
  `create table sent_mails (
     id text primary key,
     kept_at integer not null,
     mail text not null
   ) strict;
   create index sent_mails_kept_at on sent_mails (kept_at)`,
];
const INSERT = 'insert into sent_mails (id, kept_at, mail) values (?, ?, ?) on conflict (id) do nothing';
const SELECT = 'select mail from sent_mails where id = ? and kept_at > ?';
const FORGET = 'delete from sent_mails where kept_at <= ?';
const KEPT_MS = SENT_MAILS_KEPT_DAYS * 24 * 60 * 60 * 1000;

/** Sent mails in the database. Whoever opened it closes it. */
export class SqliteSentMails extends SentMails {
  readonly #database: Database;
  readonly #now: () => number;

  /** `now` in milliseconds since 1970. It is the machine's time: the test clock would forget a mail too soon. */
  constructor(database: Database, now: () => number = () => Date.now()) {
    super();
    this.#database = database;
    this.#now = now;
    database.migrate('sent-mails', MIGRATIONS);
  }

  override find(id: string): Promise<SentMail | null> {
    return promised(() => this.#find(id));
  }

  override keep(mail: SentMail): Promise<SentMail> {
    return promised(() => {
      const { id, kind, recipientId, to, language, invoiceNumber } = mail;
      const kept = { id, kind, recipientId, to, language, invoiceNumber };
      const now = this.#now();
      return this.#database.transaction(() => {
        this.#database.prepare(FORGET).run(now - KEPT_MS);
        this.#database.prepare(INSERT).run(id, now, JSON.stringify(kept));
        return this.#find(id) ?? kept;
      });
    });
  }

  #find(id: string): SentMail | null {
    const row = this.#database.prepare<{ readonly mail: string }>(SELECT).get(id, this.#now() - KEPT_MS);
    return row ? (JSON.parse(row.mail) as SentMail) : null;
  }
}
