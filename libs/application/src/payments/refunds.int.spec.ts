import { paymentDecider, type CreditNoteIssued, type RefundSettled, type RequestPayment } from '#domain';
import { decode } from '#event-catalog';
import { RetryLater } from '#jobs';
import { GatewayTimeout, type RefundRequest } from '#payments';
import { SandboxGateway, SqliteSandboxBooks } from '#payments/sandbox';
import { WhenCreditNoteIssuedThenRefund } from '../automations/when-credit-note-issued-then-refund.js';
import { billingKey } from '../kernel/people.js';
import { paymentStream } from '../kernel/streams.js';
import {
  automate,
  endWithCredit,
  HALF_OF_APRIL,
  issueDocuments,
  openFixture,
  openSubscription,
  type Fixture,
} from '../testing/index.js';
import { PaymentCollector } from './collect-payment.js';
import { refundOf, Refunds } from './refunds.js';

const CAUSE = { correlationId: 'c', causationId: 'c' };

/** Gives the money back, and then fails so often to say so. */
class ForgetfulGateway extends SandboxGateway {
  asked = 0;
  failures: Error[] = [];
  override async refund(request: RefundRequest): Promise<{ readonly reference: string }> {
    this.asked += 1;
    const answer = await super.refund(request);
    const failure = this.failures.shift();
    if (failure) throw failure;
    return answer;
  }
}

describe('what a credit note gives back', () => {
  let fixture: Fixture;
  let gateway: ForgetfulGateway;
  let automation: WhenCreditNoteIssuedThenRefund;

  beforeEach(async () => {
    fixture = await openFixture();
    gateway = new ForgetfulGateway(new SqliteSandboxBooks(fixture.database));
    automation = new WhenCreditNoteIssuedThenRefund(fixture.store, new Refunds(fixture.decisions, gateway));
    await openSubscription(fixture, 'sub_1');
    await endWithCredit(fixture, 'sub_1', '2026-04-16');
    await issueDocuments(fixture);
  });
  afterEach(() => fixture.close());

  /** The payment of the start, as the gateway and its stream have it. */
  const pay = async (): Promise<void> => {
    const card = { brand: 'visa', lastFour: '4242', token: 'tok_ok' };
    const paymentMethod = await fixture.vault.seal(billingKey('sub_1'), card);
    const about = { paymentId: 'pay_sub_1', subscriptionId: 'sub_1', spaceId: 'space-sub_1', rootId: 'space-sub_1' };
    await new PaymentCollector(fixture.decisions, gateway, fixture.vault).collect(
      { ...about, purpose: 'start', invoiceNumber: null, amount: 67_45, currency: 'EUR', paymentMethod },
      CAUSE,
    );
  };
  const refund = async (): Promise<string[]> =>
    (await fixture.store.readStream(paymentStream(refundOf('AV-2026-000001', 0)))).map(({ type }) => type);
  const refunded = async (): Promise<number[]> => (await gateway.charges()).map((charge) => charge.refunded);

  it('goes back to the card, by a refund of its own that says which credit note it is for', async () => {
    await pay();
    await automate(fixture, automation);
    expect(await refunded()).toEqual([HALF_OF_APRIL]);
    const stream = paymentStream(refundOf('AV-2026-000001', 0));
    const [, settled] = await fixture.store.readStream(stream);
    expect(decode<RefundSettled>(settled!)).toEqual({
      type: 'RefundSettled',
      data: {
        ...{ refundId: refundOf('AV-2026-000001', 0), paymentId: 'pay_sub_1', creditNoteNumber: 'AV-2026-000001' },
        ...{ subscriptionId: 'sub_1', spaceId: 'space-sub_1', rootId: 'space-sub_1' },
        ...{ amount: HALF_OF_APRIL, currency: 'EUR', gatewayReference: `sandbox_${refundOf('AV-2026-000001', 0)}` },
      },
    });
  });

  it('goes back once, however often the job is derived and run', async () => {
    await pay();
    for (let run = 0; run < 3; run += 1) expect(await automate(fixture, automation)).toBe(1);
    expect(await refunded()).toEqual([HALF_OF_APRIL]);
    expect(await refund()).toEqual(['RefundRequested', 'RefundSettled']);
    expect(gateway.asked).toBe(1);
  });

  it('goes back once when the process dies after the money has moved, or the answer is lost', async () => {
    await pay();
    gateway.failures = [new Error('died'), new GatewayTimeout('pay_sub_1')];
    await expect(automate(fixture, automation)).rejects.toThrow('died');
    expect(await refund()).toEqual(['RefundRequested']);
    await expect(automate(fixture, automation)).rejects.toThrow(RetryLater);
    await automate(fixture, automation);
    expect(await refunded()).toEqual([HALF_OF_APRIL]);
    expect(await refund()).toEqual(['RefundRequested', 'RefundSettled']);
    expect(gateway.asked).toBe(3);
  });

  it('is one refund for each payment', async () => {
    const { data } = decode<CreditNoteIssued>(
      (await fixture.store.readStream('invoiceSeries-main-creditNote-2026')).at(-1)!,
    );
    const refunds = [
      { paymentId: 'pay_a', amount: 10_00 },
      { paymentId: 'pay_b', amount: 23_72 },
    ];
    const [recorded] = await fixture.store.readStream('invoiceSeries-main-creditNote-2026');
    const jobs = automation.jobsFor({
      event: { type: 'CreditNoteIssued', data: { ...data, refunds } },
      recorded: recorded!,
    });
    expect(jobs.map(({ id }) => id)).toEqual([0, 1].map((index) => `refund_${refundOf('AV-2026-000001', index)}`));
  });

  it('D7 stays requested when it was paid by bank transfer: a person gives it back', async () => {
    // No payment of this id ever went through the gateway.
    await automate(fixture, automation);
    await automate(fixture, automation);
    expect(await refund()).toEqual(['RefundRequested']);
    expect(gateway.asked).toBe(0);
  });

  it('is a bug when its payment was never settled', async () => {
    const data = { paymentId: 'pay_sub_1', subscriptionId: 'sub_1', spaceId: 's', rootId: 's', amount: 67_45 } as const;
    const envelope = await fixture.vault.seal(billingKey('sub_1'), {});
    await fixture.decisions.decide({
      stream: paymentStream('pay_sub_1'),
      decider: paymentDecider,
      command: (): RequestPayment => ({
        type: 'RequestPayment',
        data: { ...data, purpose: 'start', invoiceNumber: null, currency: 'EUR', paymentMethod: envelope },
      }),
      context: { ...CAUSE, commandId: 'c', actor: { id: 'system', role: 'system' } },
    });
    await expect(automate(fixture, automation)).rejects.toThrow('pay_sub_1 was paid, so it can be given back');
    expect(gateway.asked).toBe(0);
  });
});
