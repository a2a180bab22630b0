import { paymentDecider, type PaymentRequested } from '#domain';
import { SandboxGateway, SqliteSandboxBooks } from '#payments/sandbox';
import { billingKey } from '../kernel/people.js';
import { paymentStream } from '../kernel/streams.js';
import { openFixture, type Fixture } from '../testing/application.fixture.js';
import { PaymentCollector } from './collect-payment.js';
import { Payers, type PaymentMethod } from './payers.js';

const CAUSE = { correlationId: 'c', causationId: 'c' };

describe('the payment method of a subscription', () => {
  let fixture: Fixture;
  let payers: Payers;
  let collector: PaymentCollector;

  beforeEach(async () => {
    fixture = await openFixture();
    const gateway = new SandboxGateway(new SqliteSandboxBooks(fixture.database));
    payers = new Payers(gateway, fixture.vault);
    collector = new PaymentCollector(fixture.decisions, gateway, fixture.vault);
  });
  afterEach(() => fixture.close());

  const sealedCard = async (token: string): Promise<PaymentRequested['data']['paymentMethod']> => {
    const card = await payers.card('sub_1', token);
    if (card === null) throw new Error(`the sandbox knows no ${token}: take one of its cards`);
    return card;
  };

  /** Charges 67.45 and tells the types of what was recorded, and the last event. */
  const charge = async (paymentMethod: PaymentRequested['data']['paymentMethod']) => {
    const paymentId = 'pay_1';
    const about = { paymentId, subscriptionId: 'sub_1', spaceId: 'work', rootId: 'work', invoiceNumber: null } as const;
    await collector.collect({ ...about, purpose: 'start', amount: 67_45, currency: 'EUR', paymentMethod }, CAUSE);
    const { recorded } = await fixture.decisions.load(paymentStream(paymentId), paymentDecider);
    return { types: recorded.map(({ type }) => type), last: recorded.at(-1)?.data, text: JSON.stringify(recorded) };
  };

  it('is one envelope under the billing key, with what may be shown and the token', async () => {
    const envelope = await sealedCard('tok_ok');
    expect(Object.keys(envelope).sort()).toEqual(['keyId', 'sealed']);
    expect(envelope.keyId).toBe(billingKey('sub_1'));
    const card: PaymentMethod = { brand: 'visa', lastFour: '4242', token: 'tok_ok' };
    expect(await payers.open(envelope)).toEqual(card);
  });

  it('is none when the gateway does not know the token', async () =>
    expect(await payers.card('sub_1', 'tok_of_nobody')).toBeNull());

  it('is charged by the token in its envelope, and stands in no event in the clear', async () => {
    const { types, text } = await charge(await sealedCard('tok_ok'));
    expect(types).toEqual(['PaymentRequested', 'PaymentSettled']);
    expect(text).not.toMatch(/"visa"|"4242"|tok_ok/);
  });

  it('declines as its card does', async () => {
    const { last } = await charge(await sealedCard('tok_insufficient_funds'));
    expect(last).toMatchObject({ reason: 'insufficient_funds' });
  });

  it('is declined as unknown when it was erased', async () => {
    const envelope = await sealedCard('tok_ok');
    await fixture.vault.destroyKey(billingKey('sub_1'));
    const { types, last } = await charge(envelope);
    expect(types).toEqual(['PaymentRequested', 'PaymentFailed']);
    expect(last).toMatchObject({ reason: 'unknown_token' });
  });
});
