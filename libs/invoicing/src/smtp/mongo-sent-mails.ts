import { isDuplicateKey, type Collection, type Mongo } from '#platform/mongodb';
import type { SentMail } from '../mailer/mailer.js';
import { SENT_MAILS_KEPT_DAYS, SentMails } from './sent-mails.js';

const KEPT_MS = SENT_MAILS_KEPT_DAYS * 24 * 60 * 60 * 1000;

interface StoredMail {
  readonly _id: string;
  readonly keptAtMs: number;
  readonly mail: Omit<SentMail, 'id'>;
}

/**
 * Sent mails in MongoDB, which several workers share, in a database of their own: read models can be made again when
 * theirs is lost, and this cannot. Whoever opened the server closes it.
 */
export class MongoSentMails extends SentMails {
  #indexed: Promise<string> | null = null;

  /** `now` in milliseconds since 1970. It is the machine's time: the test clock would forget a mail too soon. */
  constructor(
    private readonly mongo: Mongo,
    private readonly now: () => number = Date.now,
  ) {
    super();
  }

  override async find(id: string): Promise<SentMail | null> {
    const stored = await this.#collection.findOne({ _id: id, keptAtMs: { $gt: this.#oldestMs } });
    return stored && { id, ...stored.mail };
  }

  override async keep(mail: SentMail): Promise<SentMail> {
    const { id, kind, recipientId, to, language, invoiceNumber } = mail;
    const kept = { kind, recipientId, to, language, invoiceNumber };
    await this.mongo.repeat(() => this.#insert({ _id: id, keptAtMs: this.now(), mail: kept }));
    // The mail is noted: whether old ones could be forgotten is nothing to send it again for.
    await this.#forgetOld().catch(() => undefined);
    return (await this.find(id)) ?? { id, ...kept };
  }

  get #collection(): Collection<StoredMail> {
    return this.mongo.database('mails').collection<StoredMail>('sent_mails');
  }

  /** Another process may have kept its own before, which then counts unless it is too old. */
  async #insert(stored: StoredMail): Promise<void> {
    const { _id, ...rest } = stored;
    try {
      await this.#collection.insertOne(stored);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.#collection.replaceOne({ _id, keptAtMs: { $lte: this.#oldestMs } }, rest);
    }
  }

  async #forgetOld(): Promise<void> {
    this.#indexed ??= this.#collection.createIndex({ keptAtMs: 1 });
    await this.#indexed;
    await this.#collection.deleteMany({ keptAtMs: { $lte: this.#oldestMs } });
  }

  get #oldestMs(): number {
    return this.now() - KEPT_MS;
  }
}
