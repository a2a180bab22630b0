import { wordingOf } from './wording.js';

/** Stands in for every argument that a sentence takes. */
const ARGUMENT = { total: '‹T›', dueOn: '‹D›', number: '‹N›', toString: () => '‹X›' };

const sentences = (words: unknown, path = ''): [path: string, sentence: string][] => {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function')
    return [[path, String((words as (...args: unknown[]) => unknown)(ARGUMENT, ARGUMENT))]];
  return Object.entries(words as object).flatMap(([key, value]) =>
    sentences(value, path === '' ? key : `${path}.${key}`),
  );
};

const [english, french] = [sentences(wordingOf('en')), sentences(wordingOf('fr'))];

describe('the dictionaries', () => {
  it('say the same things in the same places', () => {
    expect(english.map(([path]) => path)).toEqual(french.map(([path]) => path));
    expect(english.length).toBeGreaterThan(100);
  });

  it('have no sentence that was left in the other language, only words that are the same in both', () => {
    const frenchAt = new Map(french);
    const same = english.filter(([path, sentence]) => frenchAt.get(path) === sentence);
    expect(same).toEqual([
      ['calendar.dayOfMonth', '‹X›'],
      ['totals.total', 'Total'],
      ['document.siren', 'SIREN'],
    ]);
  });

  it.each([...english, ...french])('leave nothing empty, padded or typed on a typewriter: %s', (_, sentence) => {
    expect(sentence).toMatch(/^\S(.*\S)?$/);
    expect(sentence).not.toMatch(/['"]|\.\.\.| {2}/);
  });

  it.each(french)('set French spaces before double punctuation: %s', (_, sentence) => {
    expect(sentence).not.toMatch(/[^\u00A0]:|[^\u202F][;?!]/);
  });

  it('call a seat a licence and nothing else in French', () => {
    expect(french.filter(([, sentence]) => /\b(siège|poste|place|utilisateur)s?\b/i.test(sentence))).toEqual([]);
    expect(french.filter(([, sentence]) => sentence.includes('licence')).length).toBeGreaterThan(2);
  });

  it('put every argument into the sentence that takes it', () => {
    const frenchAt = new Map(french);
    const count = (sentence = ''): number => sentence.match(/‹.›/g)?.length ?? 0;
    const differing = english.filter(([path, sentence]) => count(sentence) !== count(frenchAt.get(path)));
    expect(differing).toEqual([]);
  });
});
