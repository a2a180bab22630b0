import { type ChargeOutcome, type ChargeRequest, GatewayTimeout } from '../port/payment-gateway.js';
import type { SandboxBooks } from '../sandbox/sandbox-books.js';
import { SandboxGateway } from '../sandbox/sandbox-gateway.js';
import { TEST_CARDS } from '../sandbox/test-cards.js';

export interface SandboxBooksSetup {
  /** The same books, as another process would open them. */
  open(): Promise<SandboxBooks>;
  close(): Promise<void>;
}

const AN_HOUR_MS = 3_600_000;

export const paid = (token: string, paymentId = 'pay_1', customerId = 'sub_1'): ChargeRequest => ({
  paymentId,
  customerId,
  token,
  amount: 33_73,
  currency: 'EUR',
});

/** `succeeded`, why it failed, or `timeout`. */
export const told = async (charge: Promise<ChargeOutcome>): Promise<string> => {
  try {
    const outcome = await charge;
    return outcome.status === 'succeeded' ? outcome.status : outcome.reason;
  } catch (error) {
    if (error instanceof GatewayTimeout) return 'timeout';
    throw error;
  }
};

/** What the sandbox does, whatever its books are kept in; both kinds run exactly these. */
export const describeSandboxGateway = (adapter: string, setUp: () => Promise<SandboxBooksSetup>): void => {
  describe(`SandboxGateway on ${adapter}`, () => {
    let setup: SandboxBooksSetup;
    let gateway: SandboxGateway;

    const open = async (answerTimeoutMs: number): Promise<SandboxGateway> =>
      new SandboxGateway(await setup.open(), { answerTimeoutMs });

    /** Resolves when so many charges of the customer are on the books. */
    const booked = async (customerId: string, count: number): Promise<void> => {
      while ((await gateway.charges(customerId)).length < count);
    };

    beforeEach(async () => {
      setup = await setUp();
      gateway = await open(0);
    });
    afterEach(async () => {
      await gateway.close();
      await setup.close();
    });

    describe('the cards', () => {
      it('have one description each, so that they can be told apart', async () => {
        const shown = await Promise.all([...TEST_CARDS.keys()].map((token) => gateway.describe(token)));
        expect(new Set(shown.map((card) => JSON.stringify(card))).size).toBe(7);
        expect(await gateway.describe('tok_ok')).toEqual({ brand: 'visa', lastFour: '4242' });
      });

      it.each([
        ['tok_ok', ['succeeded', 'succeeded', 'succeeded']],
        ['tok_declined', ['declined', 'declined', 'declined']],
        ['tok_insufficient_funds', ['insufficient_funds', 'insufficient_funds', 'insufficient_funds']],
        ['tok_timeout_then_ok', ['timeout', 'succeeded', 'succeeded']],
        ['tok_timeout_then_declined', ['timeout', 'declined', 'declined']],
        ['tok_fails_on_renewal', ['succeeded', 'declined', 'declined', 'declined']],
        ['tok_recovers_on_retry', ['succeeded', 'declined', 'succeeded', 'succeeded']],
        ['tok_of_nobody', ['unknown_token', 'unknown_token']],
      ])('%s answers a customer with %j', async (token, expected) => {
        const answers: string[] = [];
        for (const [n] of expected.entries()) answers.push(await told(gateway.charge(paid(token, `pay_${n}`))));
        expect(answers).toEqual(expected);
      });

      it('begin anew for each customer', async () => {
        await gateway.charge(paid('tok_fails_on_renewal', 'pay_1', 'sub_1'));
        expect(await told(gateway.charge(paid('tok_fails_on_renewal', 'pay_2', 'sub_2')))).toBe('succeeded');
        expect(await told(gateway.charge(paid('tok_fails_on_renewal', 'pay_3', 'sub_1')))).toBe('declined');
      });

      it('begin anew for a customer who has used other cards', async () => {
        await gateway.charge(paid('tok_ok', 'pay_1'));
        expect(await told(gateway.charge(paid('tok_fails_on_renewal', 'pay_2')))).toBe('succeeded');
      });

      it('count payments, not the calls for them', async () => {
        const first = paid('tok_recovers_on_retry', 'pay_1');
        expect([await told(gateway.charge(first)), await told(gateway.charge(first))]).toEqual([
          'succeeded',
          'succeeded',
        ]);
        const second = paid('tok_recovers_on_retry', 'pay_2');
        expect([await told(gateway.charge(second)), await told(gateway.charge(second))]).toEqual([
          'declined',
          'declined',
        ]);
      });

      it('go on after a restart where they were', async () => {
        await gateway.charge(paid('tok_fails_on_renewal', 'pay_1'));
        expect(await told((await open(0)).charge(paid('tok_fails_on_renewal', 'pay_2')))).toBe('declined');
      });
    });

    describe('a lost answer', () => {
      it.each([
        ['tok_timeout_then_ok', 'succeeded'],
        ['tok_timeout_then_declined', 'declined'],
      ])('of %s is %s to whoever asks again', async (token, expected) => {
        await expect(gateway.charge(paid(token))).rejects.toThrow('pay_1');
        expect(await told(gateway.charge(paid(token)))).toBe(expected);
        expect(await told(gateway.charge(paid(token)))).toBe(expected);
      });

      it('is there for the second to ask while the first still waits, and on another instance', async () => {
        const patient = await open(AN_HOUR_MS);
        const first = told(patient.charge(paid('tok_timeout_then_ok')));
        await booked('sub_1', 1);
        expect(await told(patient.charge(paid('tok_timeout_then_ok')))).toBe('succeeded');
        expect(await told(gateway.charge(paid('tok_timeout_then_ok')))).toBe('succeeded');
        await patient.close();
        expect(await first).toBe('timeout');
      });

      it('is there after a start beside a process that still waits for it', async () => {
        const waiting = await open(AN_HOUR_MS);
        const never = told(waiting.charge(paid('tok_timeout_then_ok')));
        await booked('sub_1', 1);
        expect(await told((await open(0)).charge(paid('tok_timeout_then_ok')))).toBe('succeeded');
        await waiting.close();
        expect(await never).toBe('timeout');
      });

      it('keeps no more than its deadline, by the clock of the machine', async () => {
        const deadlineMs = 30;
        const impatient = await open(deadlineMs);
        const begun = performance.now();
        expect(await told(impatient.charge(paid('tok_timeout_then_ok')))).toBe('timeout');
        expect(performance.now() - begun).toBeGreaterThanOrEqual(deadlineMs - 1);
      });

      it('does not hold up the closing, however many wait', async () => {
        const patient = await open(AN_HOUR_MS);
        const waiting = Array.from({ length: 30 }, (_, n) =>
          told(patient.charge(paid('tok_timeout_then_ok', `pay_${n}`, `sub_${n}`))),
        );
        await patient.close();
        expect(new Set(await Promise.all(waiting))).toEqual(new Set(['timeout']));
      });
    });

    describe('the books', () => {
      it('list every charge in order with what became of it', async () => {
        await gateway.charge(paid('tok_ok', 'pay_b', 'sub_1'));
        await gateway.charge(paid('tok_declined', 'pay_a', 'sub_2'));
        await gateway.refund({ refundId: 'ref_1', paymentId: 'pay_b', amount: 10_00 });
        await gateway.refund({ refundId: 'ref_2', paymentId: 'pay_b', amount: 1_00 });
        const first = {
          ...paid('tok_ok', 'pay_b', 'sub_1'),
          outcome: { status: 'succeeded', reference: 'sandbox_pay_b' },
        };
        const second = { ...paid('tok_declined', 'pay_a', 'sub_2'), outcome: { status: 'failed', reason: 'declined' } };
        expect(await gateway.charges()).toEqual([
          { ...first, refunded: 11_00 },
          { ...second, refunded: 0 },
        ]);
        expect(await gateway.charges('sub_2')).toEqual([{ ...second, refunded: 0 }]);
        expect(await gateway.charges('sub_3')).toEqual([]);
      });

      it('keep the first card of a payment that is asked for again with another one', async () => {
        await told(gateway.charge(paid('tok_timeout_then_declined')));
        expect(await told(gateway.charge(paid('tok_ok')))).toBe('declined');
        expect(await gateway.charges()).toMatchObject([{ token: 'tok_timeout_then_declined' }]);
      });
    });
  });
};
