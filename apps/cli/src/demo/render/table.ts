export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Takes what the others leave of the table's width, and breaks its texts. One column of a table may. */
  readonly grows?: boolean;
}

interface Frame {
  /** Of the whole table; without a column that grows it is as wide as its texts. */
  readonly width?: number;
  /** The last row, below a rule. */
  readonly footer?: Row;
}

const GROWING_MIN = 24;
/** The rule and the spaces around a text. */
const BETWEEN = 3;

/** A row; a text with several lines makes it as high. */
export type Row = readonly string[];

/** Letters, not bytes: what the demo prints has no wide or combining characters. */
const widthOf = (text: string): number => Array.from(text).length;

const pad = (text: string, width: number, align: Column['align'] = 'left'): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
};

/** Breaks at spaces; a word that is longer than a line stands alone in it. */
export const wrap = (text: string, width: number): string[] =>
  text.split('\n').flatMap((line) =>
    line.split(' ').reduce<string[]>((lines, word) => {
      const longer = [lines.at(-1), word].filter((part) => part !== undefined).join(' ');
      return lines.length > 0 && widthOf(longer) <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
    }, []),
  );

const widthsOf = (columns: readonly Column[], rows: readonly Row[], total: number): number[] => {
  const needed = columns.map(({ title }, i) => {
    const texts = [title, ...rows.flatMap((row) => (row[i] ?? '').split('\n'))];
    return Math.max(...texts.map(widthOf));
  });
  const fixed = needed.filter((_, i) => columns[i]?.grows !== true);
  const left = total - fixed.reduce((sum, width) => sum + width + BETWEEN, BETWEEN + 1);
  return needed.map((width, i) => (columns[i]?.grows === true ? Math.max(GROWING_MIN, Math.min(width, left)) : width));
};

/** A table drawn with box characters. */
export const table = (columns: readonly Column[], rows: readonly Row[], { width = 0, footer }: Frame = {}): string => {
  const widths = widthsOf(columns, footer === undefined ? rows : [...rows, footer], width);
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((of) => '─'.repeat(of + 2)).join(middle) + right;
  const line = (cells: readonly string[]): string =>
    `│${cells.map((cell, i) => ` ${pad(cell, widths[i] ?? 0, columns[i]?.align)} `).join('│')}│`;
  const drawn = (row: Row): string[] => linesOf(row, widths).map(line);
  const below = footer === undefined ? [] : [rule('├', '┼', '┤'), ...drawn(footer)];
  return [
    rule('┌', '┬', '┐'),
    line(columns.map(({ title }) => title)),
    rule('├', '┼', '┤'),
    ...rows.flatMap(drawn),
    ...below,
    rule('└', '┴', '┘'),
  ].join('\n');
};

/** The lines of a row, each with a text for each column. */
const linesOf = (row: Row, widths: readonly number[]): string[][] => {
  const wrapped = widths.map((width, i) => wrap(row[i] ?? '', width));
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, n) => wrapped.map((lines) => lines[n] ?? ''));
};
