import { refundRequested, refundSettled, specFor } from '../testing/index.js';
import { refundDecider, type RecordRefund, type RequestRefund } from './refund.decider.js';

const given = specFor(refundDecider);

const request = (data: Partial<RequestRefund['data']> = {}): RequestRefund => ({
  type: 'RequestRefund',
  data: refundRequested(data).data,
});

const record: RecordRefund = { type: 'RecordRefund', data: { reference: 're_1' } };

describe('RequestRefund', () => {
  it('is written down before the gateway is asked', () => given().when(request()).then(refundRequested()));

  it('writes nothing the second time, nor when the money has gone back', () => {
    given(refundRequested()).when(request()).thenNothing();
    given(refundRequested(), refundSettled()).when(request()).thenNothing();
  });

  it.each([0, -1])('takes a refund of %i for a bug', (amount) =>
    expect(() => given().when(request({ amount })).thenNothing()).toThrow(
      `invariant broken: a refund gives something back, not ${amount}`,
    ),
  );
});

describe('RecordRefund', () => {
  it('repeats every fact of the request, with the reference of the gateway', () => {
    const facts = {
      refundId: 'refund_2',
      paymentId: 'pay_2',
      subscriptionId: 'sub_2',
      spaceId: 'team_1',
      rootId: 'org_1',
      creditNoteNumber: 'AV-2026-000009',
      amount: 1_500,
      currency: 'JPY',
    };
    given(refundRequested(facts)).when(record).then(refundSettled(facts));
  });

  it('is final: a late or repeated answer writes nothing', () =>
    given(refundRequested(), refundSettled())
      .when({ type: 'RecordRefund', data: { reference: 're_2' } })
      .thenNothing());

  it('takes an answer that nobody asked for for a bug', () =>
    expect(() => given().when(record).thenNothing()).toThrow(
      'invariant broken: a refund is requested before the gateway is asked',
    ));
});
