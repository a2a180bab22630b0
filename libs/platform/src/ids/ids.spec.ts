import fc from 'fast-check';
import { deriveId, deriveUuid } from './ids.js';

const parts = fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 5 });

describe('deriveUuid', () => {
  it('gives the same id for ever, because stored events are known by it', () => {
    expect(deriveUuid('command-1', 0)).toBe('ddda0572-d12c-8605-8459-bff7829c8cf8');
  });

  it('is a UUID of version 8 for any parts', () => {
    fc.assert(
      fc.property(parts, (any) => {
        expect(deriveUuid(...any)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('differs whenever a part, a type, the order or the division into parts differs', () => {
    const all = [
      deriveUuid('a', 'bc'),
      deriveUuid('ab', 'c'),
      deriveUuid('abc'),
      deriveUuid('bc', 'a'),
      deriveUuid('a', 'bc', ''),
      deriveUuid('a', 1),
      deriveUuid('a', '1'),
      deriveUuid(),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('deriveId', () => {
  it('gives the same id for ever, because stored facts are known by it', () => {
    expect(deriveId('pay', 'sub_1', 1, 0)).toBe('pay_1d50e9eb99d07c228a58363ee339e2f7');
  });

  it('keeps its prefix, and is the same exactly when the parts are', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const id = deriveId('pay', ...one);
        expect(id).toMatch(/^pay_[0-9a-f]{32}$/);
        expect(id === deriveId('pay', ...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
