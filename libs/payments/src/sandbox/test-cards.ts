import { type CardDescription, type DeclineReason } from '../port/payment-gateway.js';

export interface TestCard {
  readonly shown: CardDescription;
  /** Why a customer's charge fails, null when it succeeds; `earlier` counts that customer's charges with this card. */
  readonly failureOf: (earlier: number) => DeclineReason | null;
  /** Whether the answer to a customer's first charge is lost. */
  readonly losesFirstAnswer?: boolean;
}

const visa = (lastFour: string): CardDescription => ({ brand: 'visa', lastFour });
const mastercard = (lastFour: string): CardDescription => ({ brand: 'mastercard', lastFour });
const never = (): null => null;
const always = (): DeclineReason => 'declined';

/** The documented cards. Every other token is one that the gateway does not know. */
export const TEST_CARDS: ReadonlyMap<string, TestCard> = new Map<string, TestCard>([
  ['tok_ok', { shown: visa('4242'), failureOf: never }],
  ['tok_declined', { shown: visa('0002'), failureOf: always }],
  ['tok_insufficient_funds', { shown: visa('9995'), failureOf: () => 'insufficient_funds' }],
  ['tok_timeout_then_ok', { shown: mastercard('4444'), failureOf: never, losesFirstAnswer: true }],
  ['tok_timeout_then_declined', { shown: mastercard('5100'), failureOf: always, losesFirstAnswer: true }],
  ['tok_fails_on_renewal', { shown: visa('0341'), failureOf: (earlier) => (earlier === 0 ? null : 'declined') }],
  ['tok_recovers_on_retry', { shown: visa('3220'), failureOf: (earlier) => (earlier === 1 ? 'declined' : null) }],
]);
