import { promised } from '#platform';
import { type Database } from '#platform/sqlite';
import type { ChargeRequest, DeclineReason, RefundRequest } from '../../port/payment-gateway.js';
import { checkRefundable, checkSameRefund } from '../refund-rules.js';
import { type BookedCharge, type Booking, type ChargeAndRefunds, SandboxBooks } from '../sandbox-books.js';

/** A charge without a failure has succeeded. */
const MIGRATIONS = [
  `create table sandbox_charges (
     id integer primary key,
     payment_id text not null unique,
     customer_id text not null,
     token text not null,
     amount integer not null,
     currency text not null,
     failure text
   ) strict;
   create index sandbox_charges_of_customer on sandbox_charges (customer_id, token);
   create table sandbox_refunds (
     refund_id text primary key,
     payment_id text not null references sandbox_charges (payment_id),
     amount integer not null
   ) strict;
   create index sandbox_refunds_of_payment on sandbox_refunds (payment_id);`,
];
const CHARGE_COLUMNS =
  'payment_id as paymentId, customer_id as customerId, token as token, amount as amount, currency as currency, failure as failure';
const SELECT_CHARGE = `select ${CHARGE_COLUMNS} from sandbox_charges where payment_id = ?`;
const INSERT_CHARGE =
  'insert into sandbox_charges (payment_id, customer_id, token, amount, currency, failure) values (?, ?, ?, ?, ?, ?)';
const COUNT_EARLIER = 'select count(*) as earlier from sandbox_charges where customer_id = ? and token = ?';
const LIST_CHARGES = `select ${CHARGE_COLUMNS} from sandbox_charges order by id`;
const LIST_CHARGES_OF_CUSTOMER = `select ${CHARGE_COLUMNS} from sandbox_charges where customer_id = ? order by id`;
const SELECT_REFUND = 'select payment_id as paymentId, amount as amount from sandbox_refunds where refund_id = ?';
const INSERT_REFUND = 'insert into sandbox_refunds (refund_id, payment_id, amount) values (?, ?, ?)';
const SUM_REFUNDS = 'select coalesce(sum(amount), 0) as refunded from sandbox_refunds where payment_id = ?';

/** The sandbox's books in the file of the embedded mode. */
export class SqliteSandboxBooks extends SandboxBooks {
  constructor(private readonly database: Database) {
    super();
    database.migrate('sandbox', MIGRATIONS);
  }

  override book(request: ChargeRequest, failureOf: (earlier: number) => DeclineReason | null): Promise<Booking> {
    return promised(() =>
      this.database.transaction(() => {
        const known = this.#find(request.paymentId);
        if (known) return { charge: known, isNew: false, earlier: 0 };
        const { paymentId, customerId, token, amount, currency } = request;
        const earlier = this.#countEarlier(customerId, token);
        const failure = failureOf(earlier);
        this.database.prepare(INSERT_CHARGE).run(paymentId, customerId, token, amount, currency, failure);
        return { charge: { ...request, failure }, isNew: true, earlier };
      }),
    );
  }

  override refund(request: RefundRequest): Promise<void> {
    return promised(() => this.database.transaction(() => this.#refundOnce(request)));
  }

  override charges(customerId?: string): Promise<readonly ChargeAndRefunds[]> {
    return promised(() => {
      const rows =
        customerId === undefined
          ? this.database.prepare<BookedCharge>(LIST_CHARGES).all()
          : this.database.prepare<BookedCharge>(LIST_CHARGES_OF_CUSTOMER).all(customerId);
      return rows.map((row) => this.#withRefunds(row));
    });
  }

  #refundOnce(request: RefundRequest): void {
    const { refundId, paymentId, amount } = request;
    const known = this.database.prepare<Pick<RefundRequest, 'paymentId' | 'amount'>>(SELECT_REFUND).get(refundId);
    if (known) return checkSameRefund(known, request);
    const charge = this.#find(paymentId);
    checkRefundable(charge ? this.#withRefunds(charge) : null, request);
    this.database.prepare(INSERT_REFUND).run(refundId, paymentId, amount);
  }

  #find(paymentId: string): BookedCharge | undefined {
    return this.database.prepare<BookedCharge>(SELECT_CHARGE).get(paymentId);
  }

  #countEarlier(customerId: string, token: string): number {
    return this.database.prepare<{ earlier: number }>(COUNT_EARLIER).get(customerId, token)?.earlier ?? 0;
  }

  #withRefunds(charge: BookedCharge): ChargeAndRefunds {
    const sum = this.database.prepare<{ refunded: number }>(SUM_REFUNDS).get(charge.paymentId);
    return { ...charge, refunded: sum?.refunded ?? 0 };
  }
}
