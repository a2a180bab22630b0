import { MAIL_KINDS, NOTICE_MAIL_KINDS } from '../mailer/mailer.js';
import { sentences } from '../testing/sentences.js';
import { wordingOf } from './wording.js';

const [english, french] = [sentences(wordingOf('en')), sentences(wordingOf('fr'))];

describe('the dictionaries', () => {
  it('say the same things in the same places', () => {
    expect(english.map(([path]) => path)).toEqual(french.map(([path]) => path));
    expect(english.length).toBeGreaterThan(100);
  });

  it.each(['en', 'fr'] as const)('have words for every kind of mail and for nothing else, in %s', (language) => {
    const { notices, page } = wordingOf(language);
    expect(Object.keys(notices).sort()).toEqual([...NOTICE_MAIL_KINDS].sort());
    expect(Object.keys(page.outbox.kinds).sort()).toEqual([...MAIL_KINDS].sort());
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
    const taken = (sentence = ''): string[] => (sentence.match(/‹\w+›/g) ?? []).sort();
    for (const [path, sentence] of english) expect([path, taken(frenchAt.get(path))]).toEqual([path, taken(sentence)]);
    expect(taken(frenchAt.get('notices.lapsed.ended'))).toEqual(['‹day›', '‹invoiceNumber›', '‹plan›']);
  });
});
