const ESCAPE = String.fromCharCode(27);
const CODES = { bold: 1, dim: 2, red: 31, green: 32, cyan: 36 } as const;

export type Paint = (style: keyof typeof CODES, text: string) => string;

/** Colours for a terminal, or none. */
export const paintWith = (isColoured: boolean): Paint =>
  isColoured ? (style, text) => `${ESCAPE}[${CODES[style]}m${text}${ESCAPE}[0m` : (_, text) => text;

/** Goes back to the beginning of the line and empties it. */
export const CLEAR_LINE = `\r${ESCAPE}[2K`;
