/** From nothing to a whole block, by eighths. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar of at most `width` characters for a value between 0 and the largest one, exact to an eighth. */
export const bar = (value: number, largest: number, width: number): string => {
  const eighths = largest === 0 ? 0 : Math.round((value / largest) * width * EIGHTHS.length);
  const whole = Math.floor(eighths / EIGHTHS.length);
  return '█'.repeat(whole) + (EIGHTHS[eighths % EIGHTHS.length] ?? '');
};
