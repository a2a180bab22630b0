import { bar } from './bars.js';
import { sumOf } from './format.js';
import { table } from './table.js';

describe('a table', () => {
  it('is as wide as its texts, with amounts to the right', () => {
    const drawn = table(
      [{ title: 'Who' }, { title: 'What', align: 'right' }],
      [
        ['Ada', '1'],
        ['Basile', '22'],
      ],
      { footer: ['', '23'] },
    );
    expect(drawn).toBe(
      [
        '┌────────┬──────┐',
        '│ Who    │ What │',
        '├────────┼──────┤',
        '│ Ada    │    1 │',
        '│ Basile │   22 │',
        '├────────┼──────┤',
        '│        │   23 │',
        '└────────┴──────┘',
      ].join('\n'),
    );
  });

  it('breaks the texts of the column that grows, at spaces, and keeps to its width', () => {
    const drawn = table([{ title: '' }, { title: '', grows: true }], [['a', 'words that do not fit into one line']], {
      width: 34,
    });
    expect(drawn.split('\n').map((line) => line.length)).toEqual(Array(6).fill(34));
    expect(drawn).toContain('│ a │ words that do not fit into │\n│   │ one line                   │');
  });

  it('makes a row as high as its highest text', () => {
    const drawn = table([{ title: '' }, { title: '' }], [['one', 'two\nlines']]);
    expect(drawn).toContain('│ one │ two   │\n│     │ lines │');
  });
});

describe('a bar', () => {
  it.each([
    [0, ''],
    [1, '▏'],
    [4, '▌'],
    [8, '█'],
    [20, '██▌'],
    [80, '██████████'],
  ])('of %i eighths is %s', (value, drawn) => {
    expect(bar(value, 80, 10)).toBe(drawn);
  });

  it('of nothing at all is empty', () => {
    expect(bar(0, 0, 10)).toBe('');
  });
});

describe('a sum of amounts', () => {
  it.each([
    [[], { amount: '0', minor: 0 }],
    [['33.73', '-0.05'], { amount: '33.68', minor: 33_68 }],
    [['0.02', '-33.73'], { amount: '-33.71', minor: -33_71 }],
    [['0.02'], { amount: '0.02', minor: 2 }],
    [['1500', '2'], { amount: '1502', minor: 1502 }],
    [['4.125'], { amount: '4.125', minor: 4_125 }],
  ])('of %j is exact', (amounts, expected) => {
    const money = amounts.map((amount) => ({ amount, minor: Number(amount.replace('.', '')), currency: 'EUR' }));
    expect(sumOf(money, 'EUR')).toEqual({ ...expected, currency: 'EUR' });
  });

  it('of two currencies is none', () => {
    expect(() => sumOf([{ amount: '1', minor: 1, currency: 'JPY' }], 'EUR')).toThrow('add each by itself');
  });
});
