import { invariant } from '../kernel/invariant.js';
import { sum } from '../kernel/money.js';

/** A part of a payment: the money that a period was paid with, and that can go back the way it came. */
export interface Fund {
  readonly paymentId: string;
  /** Minor units before tax, greater than zero. */
  readonly amount: number;
}

export const totalOf = (funds: readonly Fund[]): number => sum(funds.map(({ amount }) => amount));

/** A payment of nothing is no fund. */
export const fundOf = (paymentId: string | null, amount: number): readonly Fund[] =>
  paymentId === null || amount === 0 ? [] : [{ paymentId, amount }];

/** Both the oldest first. */
interface Taken {
  readonly taken: readonly Fund[];
  readonly left: readonly Fund[];
}

/** Takes an amount from the newest payments first: what was paid last is given back first. */
export const takeNewest = (funds: readonly Fund[], amount: number): Taken => {
  invariant(amount >= 0 && amount <= totalOf(funds), `${amount} is no part of the ${totalOf(funds)} that were paid`);
  let wanted = amount;
  const taken: Fund[] = [];
  const left: Fund[] = [];
  for (const fund of [...funds].reverse()) {
    const part = Math.min(fund.amount, wanted);
    wanted -= part;
    taken.unshift(...fundOf(fund.paymentId, part));
    left.unshift(...fundOf(fund.paymentId, fund.amount - part));
  }
  return { taken, left };
};

/** What is left when these very parts are taken. @throws InvariantBroken when one of them is not there. */
export const without = (funds: readonly Fund[], parts: readonly Fund[]): readonly Fund[] => {
  const wanted = new Map(parts.map(({ paymentId, amount }) => [paymentId, amount]));
  const left = funds.flatMap(({ paymentId, amount }) => {
    const part = Math.min(wanted.get(paymentId) ?? 0, amount);
    wanted.set(paymentId, (wanted.get(paymentId) ?? 0) - part);
    return fundOf(paymentId, amount - part);
  });
  invariant(
    [...wanted.values()].every((amount) => amount === 0),
    'what is taken of a payment was paid with it',
  );
  return left;
};
