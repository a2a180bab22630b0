/** numerator / denominator to the nearest integer, a half away from zero. */
export const rounded = (numerator: bigint, denominator: bigint): bigint => {
  if (denominator <= 0n) throw new Error('a denominator is positive');
  if (numerator < 0n) return -rounded(-numerator, denominator);
  const whole = numerator / denominator;
  const rest = numerator % denominator;
  return rest * 2n >= denominator ? whole + 1n : whole;
};

export const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);
