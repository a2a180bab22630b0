import { readOptions, type Screen } from './options.js';

const screen = (parts: Partial<Screen> = {}): Screen => ({ write: () => true, ...parts });

describe('the options of the demo', () => {
  it.each([
    [['--lang', 'fr'], {}, 'fr'],
    [['--lang=fr'], {}, 'fr'],
    [['--lang', 'en'], { LANG: 'fr_FR.UTF-8' }, 'en'],
    [[], { LANG: 'fr_FR.UTF-8' }, 'fr'],
    [[], { LANG: 'fr_FR.UTF-8', LC_ALL: 'C' }, 'en'],
    [[], { LANG: 'de_DE.UTF-8' }, 'en'],
    [[], { LANG: 'fry_NL' }, 'en'],
    [[], {}, 'en'],
  ])('%j with %j speak %s', (argv, env, language) => {
    expect(readOptions(argv, env, screen()).language).toBe(language);
  });

  it.each([[['--lang', 'de']], [['--lang']], [['--fast']], [['--lang', 'fr', 'more']]])('%j are refused', (argv) => {
    expect(() => readOptions(argv, {}, screen())).toThrow('use npm run demo -- [--lang fr|en]');
  });

  it.each([
    [true, {}, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, {}, false],
  ])('colour a terminal (%s) with %j: %s', (isTTY, env, isColoured) => {
    expect(readOptions([], env, screen({ isTTY })).isColoured).toBe(isColoured);
  });

  it('keep the width between what is readable and what is there', () => {
    const widths = [40, 130, 300].map((columns) => readOptions([], {}, screen({ columns })).width);
    expect([...widths, readOptions([], {}, screen()).width]).toEqual([100, 130, 140, 120]);
  });
});
