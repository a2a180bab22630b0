import { paymentFailed, paymentRequested, paymentSettled, specFor } from '../testing/index.js';
import { paymentDecider, type RecordPaymentOutcome, type RequestPayment } from './payment.decider.js';

const given = specFor(paymentDecider);

const request = (data: Partial<RequestPayment['data']> = {}): RequestPayment => ({
  type: 'RequestPayment',
  data: paymentRequested(data).data,
});

const success: RecordPaymentOutcome = {
  type: 'RecordPaymentOutcome',
  data: { status: 'succeeded', reference: 'ch_1' },
};

const failure: RecordPaymentOutcome = {
  type: 'RecordPaymentOutcome',
  data: { status: 'failed', reason: 'card_declined' },
};

describe('RequestPayment', () => {
  it('is written down before the gateway is asked', () => given().when(request()).then(paymentRequested()));

  it('names the invoice that a renewal collects', () => {
    const renewal = { purpose: 'renewal', invoiceNumber: 'FA-2026-000002' } as const;
    given().when(request(renewal)).then(paymentRequested(renewal));
  });

  it('writes nothing the second time, nor after an outcome', () => {
    given(paymentRequested()).when(request()).thenNothing();
    given(paymentRequested(), paymentSettled()).when(request()).thenNothing();
    given(paymentRequested(), paymentFailed()).when(request()).thenNothing();
  });

  it.each([0, -1])('takes a payment of %i for a bug', (amount) =>
    expect(() => given().when(request({ amount })).thenNothing()).toThrow(
      `invariant broken: a payment collects something, not ${amount}`,
    ),
  );
});

describe('RecordPaymentOutcome', () => {
  it('settles what was requested, and no longer needs the card', () =>
    given(paymentRequested()).when(success).then(paymentSettled()));

  it('D6 makes a failure a fact, with its reason', () => given(paymentRequested()).when(failure).then(paymentFailed()));

  it('repeats every fact of the request in the outcome', () => {
    const facts = {
      paymentId: 'pay_2',
      subscriptionId: 'sub_2',
      spaceId: 'team_1',
      rootId: 'org_1',
      purpose: 'renewal',
      invoiceNumber: 'FA-2026-000009',
      amount: 1_500,
      currency: 'JPY',
    } as const;
    given(paymentRequested(facts)).when(success).then(paymentSettled(facts));
    given(paymentRequested(facts)).when(failure).then(paymentFailed(facts));
  });

  it.each([
    ['settled', paymentSettled()],
    ['failed', paymentFailed()],
  ])('is final: once %s, a late or repeated answer writes nothing', (_status, outcome) => {
    given(paymentRequested(), outcome).when(success).thenNothing();
    given(paymentRequested(), outcome).when(failure).thenNothing();
  });

  it('takes an answer that nobody asked for for a bug', () =>
    expect(() => given().when(success).thenNothing()).toThrow(
      'invariant broken: a payment is requested before the gateway is asked',
    ));
});
