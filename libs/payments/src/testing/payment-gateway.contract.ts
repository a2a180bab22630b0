import { type ChargeRequest, IdempotencyKeyReused, type PaymentGateway } from '../port/payment-gateway.js';

export interface PaymentGatewaySetup {
  /** Another instance on the same account, as another process would have it. */
  open(): Promise<PaymentGateway>;
  close(): Promise<void>;
}

export interface ContractTokens {
  /** A card whose charges succeed. */
  readonly ok: string;
  /** A card that the gateway knows and whose charges are declined. */
  readonly declined: string;
}

const UNKNOWN_TOKEN = 'tok_nobody_knows';

/** Every adapter of the PaymentGateway port runs exactly these. Ids are new in each case: the account may be shared. */
export const describePaymentGatewayContract = (
  adapter: string,
  tokens: ContractTokens,
  setUp: () => Promise<PaymentGatewaySetup>,
): void => {
  describe(`${adapter} keeps the PaymentGateway contract`, () => {
    let setup: PaymentGatewaySetup;
    let gateway: PaymentGateway;
    let request: ChargeRequest;
    beforeEach(async () => {
      setup = await setUp();
      gateway = await setup.open();
      const id = crypto.randomUUID();
      request = { paymentId: `pay_${id}`, customerId: `sub_${id}`, token: tokens.ok, amount: 33_73, currency: 'EUR' };
    });
    afterEach(async () => {
      await gateway.close();
      await setup.close();
    });

    const refund = (refundId: string, amount: number, by = gateway): Promise<unknown> =>
      by.refund({ refundId: `${refundId}_${request.paymentId}`, paymentId: request.paymentId, amount });

    /** The gateway refunds no more than it took, so what it refunds tells what it took. */
    const expectTaken = async (amount: number): Promise<void> => {
      await refund('all', amount);
      await expect(refund('more', 1)).rejects.toThrow(RangeError);
    };

    describe('a card', () => {
      it.each([tokens.ok, tokens.declined])('is described by its brand and last four digits: %s', async (token) => {
        expect(await gateway.describe(token)).toEqual({
          brand: expect.stringMatching(/^\w+$/),
          lastFour: expect.stringMatching(/^\d{4}$/),
        });
      });

      it.each([UNKNOWN_TOKEN, '', 'constructor'])('that the gateway does not know is null: %p', async (token) => {
        expect(await gateway.describe(token)).toBeNull();
      });
    });

    describe('a charge', () => {
      it('succeeds with a reference and takes the amount', async () => {
        const outcome = await gateway.charge(request);
        expect(outcome).toEqual({ status: 'succeeded', reference: expect.stringMatching(/\S/) });
        await expectTaken(33_73);
      });

      it('is declined, and takes nothing', async () => {
        const outcome = await gateway.charge({ ...request, token: tokens.declined });
        expect(outcome).toEqual({ status: 'failed', reason: 'declined' });
        await expect(refund('any', 1)).rejects.toThrow(RangeError);
      });

      it('of a token that the gateway does not know fails as such', async () => {
        const outcome = await gateway.charge({ ...request, token: UNKNOWN_TOKEN });
        expect(outcome).toEqual({ status: 'failed', reason: 'unknown_token' });
      });

      it('is one of its own for each payment id', async () => {
        const first = await gateway.charge(request);
        const second = await gateway.charge({ ...request, paymentId: `${request.paymentId}_2` });
        expect(second).toMatchObject({ status: 'succeeded' });
        expect(second).not.toEqual(first);
      });

      it.each([0, -1, 0.5, NaN, Infinity, 2 ** 53])('of %p is refused', async (amount) => {
        await expect(gateway.charge({ ...request, amount })).rejects.toThrow(RangeError);
        expect(await gateway.charge(request)).toMatchObject({ status: 'succeeded' });
      });
    });

    describe('a payment id used again', () => {
      it.each([tokens.ok, tokens.declined])('has the first outcome: %s', async (token) => {
        const first = await gateway.charge({ ...request, token });
        expect(await gateway.charge({ ...request, token })).toEqual(first);
        expect(await gateway.charge({ ...request, token })).toEqual(first);
      });

      it('takes the money once, whoever asks at once', async () => {
        const other = await setup.open();
        const asked = Array.from({ length: 20 }, (_, n) => (n % 2 ? gateway : other).charge(request));
        const outcomes = await Promise.all(asked);
        await other.close();
        expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
        await expectTaken(33_73);
      });

      it('has the first outcome after a restart', async () => {
        const first = await gateway.charge(request);
        await gateway.close();
        gateway = await setup.open();
        expect(await gateway.charge(request)).toEqual(first);
        await expectTaken(33_73);
      });

      it.each([
        ['another amount', { amount: 33_74 }],
        ['another currency', { currency: 'USD' }],
        ['another customer', { customerId: 'sub_other' }],
      ])('for %s is refused, and the first charge stays', async (_, change) => {
        const first = await gateway.charge(request);
        const reused = gateway.charge({ ...request, ...change });
        await expect(reused).rejects.toThrow(IdempotencyKeyReused);
        await expect(reused).rejects.toThrow(request.paymentId);
        expect(await gateway.charge(request)).toEqual(first);
        await expectTaken(33_73);
      });
    });

    describe('a refund', () => {
      beforeEach(() => gateway.charge(request));

      it('gives back once per refund id, with the same reference', async () => {
        const first = await refund('part', 10_00);
        expect(first).toEqual({ reference: expect.stringMatching(/\S/) });
        expect(await refund('part', 10_00)).toEqual(first);
        expect(await refund('rest', 23_73)).not.toEqual(first);
      });

      it('never exceeds the payment together with the others', async () => {
        await refund('one', 30_00);
        await expect(refund('two', 3_74)).rejects.toThrow(RangeError);
        await refund('two', 3_73);
        await expect(refund('three', 1)).rejects.toThrow(RangeError);
      });

      it('never exceeds the payment when several are asked for at once', async () => {
        const other = await setup.open();
        const asked = Array.from({ length: 10 }, (_, n) => refund(`at_once_${n}`, 10_00, n % 2 ? gateway : other));
        const outcomes = await Promise.allSettled(asked);
        await other.close();
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      });

      it('of a payment that never was is refused', async () => {
        const unknown = gateway.refund({ refundId: 'any', paymentId: `${request.paymentId}_never`, amount: 1 });
        await expect(unknown).rejects.toThrow(RangeError);
      });

      it.each([0, -1, 0.5, NaN])('of %p is refused', async (amount) => {
        await expect(refund('any', amount)).rejects.toThrow(RangeError);
      });

      it('whose id was used for another amount or payment is refused', async () => {
        await refund('part', 10_00);
        await expect(refund('part', 10_01)).rejects.toThrow(IdempotencyKeyReused);
        const paymentId = `${request.paymentId}_2`;
        await gateway.charge({ ...request, paymentId });
        const elsewhere = gateway.refund({ refundId: `part_${request.paymentId}`, paymentId, amount: 10_00 });
        await expect(elsewhere).rejects.toThrow(IdempotencyKeyReused);
      });
    });
  });
};
