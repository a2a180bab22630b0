import fc from 'fast-check';
import { SandboxGateway, type SandboxCharge } from '../sandbox/sandbox-gateway.js';
import { TEST_CARDS } from '../sandbox/test-cards.js';
import { paid, told, type SandboxBooksSetup } from './sandbox-gateway.suite.js';

interface Asked {
  readonly paymentId: string;
  readonly token: string;
  readonly answer: string;
}

const call = fc.record({
  payment: fc.nat({ max: 5 }),
  token: fc.constantFrom(...TEST_CARDS.keys(), 'tok_of_nobody'),
  isOther: fc.boolean(),
});

const decided = ({ outcome }: SandboxCharge): Promise<string> => told(Promise.resolve(outcome));

/** Every call for a payment is told the same, except the one whose answer was lost. */
const expectOneOutcome = async (charge: SandboxCharge, asked: readonly Asked[]): Promise<void> => {
  const ofPayment = asked.filter(({ paymentId }) => paymentId === charge.paymentId);
  expect(ofPayment.map(({ token }) => token)).toContain(charge.token);
  const outcome = await decided(charge);
  const others = ofPayment.map(({ answer }) => answer).filter((answer) => answer !== outcome);
  expect(others).toEqual(others.length === 0 ? [] : ['timeout']);
};

/** As many charges of a card in any order have the outcomes that the card has one after another. */
const expectCountedOnce = async (token: string, charges: readonly SandboxCharge[]): Promise<void> => {
  const ofCard = charges.filter((charge) => charge.token === token);
  const failureOf = TEST_CARDS.get(token)?.failureOf ?? (() => 'unknown_token');
  const expected = ofCard.map((_, earlier) => failureOf(earlier) ?? 'succeeded');
  expect((await Promise.all(ofCard.map(decided))).sort()).toEqual(expected.sort());
};

/** Two gateways on the same books are asked all at once, for a few payments again and again, with one card or another. */
export const describeMovesMoneyOnce = (
  adapter: string,
  runs: number,
  setUp: () => Promise<SandboxBooksSetup>,
): void => {
  it(`moves money once per payment id, whoever repeats what and when, on ${adapter}`, async () => {
    const setup = await setUp();
    const options = { answerTimeoutMs: 0 };
    const one = new SandboxGateway(await setup.open(), options);
    const other = new SandboxGateway(await setup.open(), options);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 30 }), async (calls) => {
        run += 1;
        const customerId = `sub_${run}`;
        const asked = await Promise.all(
          calls.map(async ({ payment, token, isOther }): Promise<Asked> => {
            const request = paid(token, `pay_${run}_${payment}`, customerId);
            const answer = await told((isOther ? other : one).charge(request));
            return { paymentId: request.paymentId, token, answer };
          }),
        );
        const charges = await one.charges(customerId);

        const payments = charges.map(({ paymentId }) => paymentId);
        expect(payments.sort()).toEqual([...new Set(asked.map(({ paymentId }) => paymentId))].sort());
        for (const charge of charges) await expectOneOutcome(charge, asked);
        for (const token of new Set(charges.map((charge) => charge.token))) await expectCountedOnce(token, charges);
      }),
      { numRuns: runs },
    );
    await Promise.all([one.close(), other.close()]);
    await setup.close();
  });
};
