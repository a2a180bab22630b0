import { invariant } from './invariant.js';

/** An exact fraction. The denominator is greater than zero; it is not kept in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const fraction = (numerator: bigint | number, denominator: bigint | number): Fraction => {
  invariant(denominator > 0, 'a fraction needs a denominator greater than zero');
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
};

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : {
        numerator: a.numerator * b.denominator + b.numerator * a.denominator,
        denominator: a.denominator * b.denominator,
      };

/** The nearest whole number, halves away from zero (RULES section 9): 0.5 is 1, -0.5 is -1. */
export const round = ({ numerator, denominator }: Fraction): number => {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  const result = Number(numerator < 0n ? -rounded : rounded);
  invariant(Number.isSafeInteger(result), 'an amount is beyond the safe whole numbers');
  return result;
};
