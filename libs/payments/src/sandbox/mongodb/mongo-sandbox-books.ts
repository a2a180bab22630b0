import { ChangedMeanwhile, isDuplicateKey, type ClientSession, type Collection, type Mongo } from '#platform/mongodb';
import type { ChargeRequest, DeclineReason, RefundRequest } from '../../port/payment-gateway.js';
import { checkRefundable, checkSameRefund } from '../refund-rules.js';
import { type BookedCharge, type Booking, type ChargeAndRefunds, SandboxBooks } from '../sandbox-books.js';

const SUFFIX = 'sandbox';

/** Two charges of one process are at least so far apart: what a number of today's milliseconds can tell apart. */
const TICK_MS = 0.001;

interface StoredCharge extends Omit<ChargeAndRefunds, 'paymentId'> {
  readonly _id: string;
  /** By the clock of the machine that booked it. */
  readonly bookedAtMs: number;
}

interface StoredRefund {
  readonly _id: string;
  readonly paymentId: string;
  readonly amount: number;
}

/** How often a customer's card was charged: whoever books next has to change it, so two at once are told apart. */
interface StoredCard {
  readonly _id: string;
  readonly charges: number;
}

/**
 * The sandbox's books in MongoDB, in a database of their own. Charges of several machines are in the order of the
 * machines' clocks.
 */
export class MongoSandboxBooks extends SandboxBooks {
  readonly #mongo: Mongo;
  #ready: Promise<void> | null = null;
  #lastBookedAtMs = 0;

  constructor(mongo: Mongo) {
    super();
    this.#mongo = mongo;
  }

  override book(request: ChargeRequest, failureOf: (earlier: number) => DeclineReason | null): Promise<Booking> {
    return this.#transaction(request.paymentId, async (session) => {
      const known = await this.#charges.findOne({ _id: request.paymentId }, { session });
      if (known) return { charge: toCharge(known), isNew: false, earlier: 0 };
      const earlier = await this.#countOn(request, session);
      const charge = { ...request, failure: failureOf(earlier) };
      await this.#charges.insertOne(this.#toStored(charge), { session });
      return { charge, isNew: true, earlier };
    });
  }

  override refund(request: RefundRequest): Promise<void> {
    return this.#transaction(request.refundId, (session) => this.#refundOnce(request, session));
  }

  override async charges(customerId?: string): Promise<readonly ChargeAndRefunds[]> {
    const filter = customerId === undefined ? {} : { customerId };
    const stored = await this.#charges.find(filter, { sort: { bookedAtMs: 1, _id: 1 } }).toArray();
    return stored.map(toCharge);
  }

  async #refundOnce(request: RefundRequest, session: ClientSession): Promise<void> {
    const { refundId, paymentId, amount } = request;
    const known = await this.#refunds.findOne({ _id: refundId }, { session });
    if (known) {
      checkSameRefund(known, request);
      return;
    }
    const charge = await this.#charges.findOne({ _id: paymentId }, { session });
    checkRefundable(charge, request);
    const refunded = charge?.refunded ?? 0;
    const change = { $set: { refunded: refunded + amount } };
    const { matchedCount } = await this.#charges.updateOne({ _id: paymentId, refunded }, change, { session });
    if (matchedCount === 0) throw new ChangedMeanwhile(paymentId);
    await this.#refunds.insertOne({ _id: refundId, paymentId, amount }, { session });
  }

  /** How many charges there were before this one. */
  async #countOn({ customerId, token }: ChargeRequest, session: ClientSession): Promise<number> {
    const _id = JSON.stringify([customerId, token]);
    const card = await this.#cards.findOne({ _id }, { session });
    if (!card) {
      await this.#cards.insertOne({ _id, charges: 1 }, { session });
      return 0;
    }
    const { charges } = card;
    const { matchedCount } = await this.#cards.updateOne(
      { _id, charges },
      { $set: { charges: charges + 1 } },
      { session },
    );
    if (matchedCount === 0) throw new ChangedMeanwhile(_id);
    return charges;
  }

  async #transaction<T>(what: string, work: (session: ClientSession) => Promise<T>): Promise<T> {
    this.#ready ??= this.#prepare();
    await this.#ready.catch((error: unknown) => {
      this.#ready = null;
      throw error;
    });
    return this.#mongo.transaction((session) =>
      work(session).catch((error: unknown) => {
        // Somebody inserted it in the same moment: the next look finds it.
        throw isDuplicateKey(error) ? new ChangedMeanwhile(what) : error;
      }),
    );
  }

  async #prepare(): Promise<void> {
    for (const name of ['charges', 'refunds', 'cards']) await this.#mongo.createCollection(name, SUFFIX);
    await this.#mongo.repeat(() => this.#charges.createIndex({ customerId: 1, bookedAtMs: 1 }));
  }

  #toStored({ paymentId, ...charge }: BookedCharge): StoredCharge {
    const now = performance.timeOrigin + performance.now();
    this.#lastBookedAtMs = Math.max(now, this.#lastBookedAtMs + TICK_MS);
    return { _id: paymentId, ...charge, refunded: 0, bookedAtMs: this.#lastBookedAtMs };
  }

  get #charges(): Collection<StoredCharge> {
    return this.#mongo.database(SUFFIX).collection<StoredCharge>('charges');
  }

  get #refunds(): Collection<StoredRefund> {
    return this.#mongo.database(SUFFIX).collection<StoredRefund>('refunds');
  }

  get #cards(): Collection<StoredCard> {
    return this.#mongo.database(SUFFIX).collection<StoredCard>('cards');
  }
}

const toCharge = ({ _id, customerId, token, amount, currency, failure, refunded }: StoredCharge): ChargeAndRefunds => ({
  paymentId: _id,
  ...{ customerId, token, amount, currency, failure, refunded },
});
