import { DARK, LIGHT, PAGE_STYLE } from './style.js';

type Token = keyof typeof LIGHT;

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);

/** Relative luminance as WCAG 2.2 defines it. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) => linear(parseInt(colour.slice(i, i + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

const GROUNDS: readonly Token[] = ['ground', 'surface', 'raised', 'tint'];

const TEXT: readonly [Token, Token][] = [
  ...GROUNDS.flatMap((ground): [Token, Token][] => [
    ['ink', ground],
    ['muted', ground],
  ]),
  ['accent', 'ground'],
  ['accent', 'surface'],
  ['accent', 'raised'],
  ['onAccent', 'accent'],
  ['muted', 'neutralGround'],
  ['good', 'goodGround'],
  ['warn', 'warnGround'],
  ['bad', 'badGround'],
];

const themes = [
  ['light', LIGHT],
  ['dark', DARK],
] as const;

describe.each(themes)('the %s colours', (_, theme) => {
  it.each(TEXT)('set %s on %s with the contrast that WCAG AA asks of text', (text, ground) => {
    expect(contrast(theme[text], theme[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('draw the edge of a field and the focus with the contrast that WCAG AA asks of controls', () => {
    expect(contrast(theme.control, theme.surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(theme.accent, theme.ground)).toBeGreaterThanOrEqual(3);
  });
});

describe('the style sheet', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('uses no colour but the tokens, and every one that it names is defined', () => {
    const used = [...PAGE_STYLE.source.matchAll(/var\(--(\w+)\)/g)].map(([, name]) => name);
    expect(used.filter((name) => !Object.keys(LIGHT).includes(String(name)))).toEqual([]);
    expect(used.length).toBeGreaterThan(20);
    const rules = PAGE_STYLE.source.replace(/--\w+:#[0-9a-f]{6}/g, '');
    expect(rules).not.toMatch(/#[0-9a-f]{3}/i);
  });

  it('loads nothing', () => {
    expect(PAGE_STYLE.source).not.toMatch(/url\(|@import|@font-face/);
  });

  it('closes what it opens, so that no rule swallows the next', () => {
    const { source } = PAGE_STYLE;
    expect(source.split('{')).toHaveLength(source.split('}').length);
    expect(source).not.toContain('<');
  });
});
