import fc from 'fast-check';
import { fromCursor, InvalidCursor, limitOf, PAGE_SIZE_MAX, pageOf, toCursor } from './page.js';

describe('a page', () => {
  it('has a next one only when more was found than it holds', () => {
    const place = (item: string): string => item;
    expect(pageOf(['a', 'b'], 2, place)).toStrictEqual({ items: ['a', 'b'], next: null });
    expect(pageOf(['a', 'b', 'c'], 2, place)).toStrictEqual({ items: ['a', 'b'], next: toCursor('b') });
    expect(pageOf([], 2, place)).toStrictEqual({ items: [], next: null });
  });

  it.each([0, -1, 1.5, PAGE_SIZE_MAX + 1, Number.NaN])('has no limit of %s', (limit) => {
    expect(() => limitOf({ limit })).toThrow(RangeError);
  });

  it('has 50 items unless told', () => {
    expect(limitOf({})).toBe(50);
    expect(limitOf({ limit: PAGE_SIZE_MAX })).toBe(500);
  });
});

describe('a cursor', () => {
  it('gives back the place that it was made of, and fits into a URL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (place) => {
        const cursor = toCursor(place);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(fromCursor(cursor)).toBe(place);
      }),
    );
  });

  it.each(['', '!', 'a', 'YQ==', '_w', 'YWJj\n'])('is not %j', (text) => {
    expect(() => fromCursor(text)).toThrow(InvalidCursor);
  });
});
