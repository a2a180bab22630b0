import { type ReadModelsFixture } from './read-models.fixture.js';

/** Every document by its id, for who compares two collections. */
export function describeScans(fixture: ReadModelsFixture): void {
  describe('scans', () => {
    const scannedIds = async (range: { from?: string; after?: string; limit?: number } = {}): Promise<string[]> => {
      const rows = await fixture.store.scan({ collection: fixture.invoices, limit: 100, ...range });
      return rows.map(({ id }) => id);
    };

    it('answers nothing of a collection that was never written', async () => {
      expect(await scannedIds()).toStrictEqual([]);
    });

    it('answers each document with its keys, also one without any', async () => {
      await fixture.write([
        { ...fixture.invoice('a'), keys: { owner: 'o', date: '2026-04-16' } },
        fixture.invoice('b'),
        { collection: fixture.spaces, id: 'a', document: {} },
      ]);

      expect(await fixture.store.scan({ collection: fixture.invoices, limit: 10 })).toStrictEqual([
        { id: 'a', keys: { owner: 'o', date: '2026-04-16' }, document: { number: 'a' } },
        { id: 'b', keys: {}, document: { number: 'b' } },
      ]);
    });

    it('goes by code point, and pages without a miss or a double', async () => {
      const sorted = ['', ' ', '10', '9', 'B', 'a', 'ä', '\uffff', '😀'];
      await fixture.write([...sorted].reverse().map((id) => fixture.invoice(id)));

      expect(await scannedIds()).toStrictEqual(sorted);
      expect(await scannedIds({ limit: 2 })).toStrictEqual(['', ' ']);
      expect(await scannedIds({ after: '', limit: 2 })).toStrictEqual([' ', '10']);
      expect(await scannedIds({ after: 'ä' })).toStrictEqual(['\uffff', '😀']);
      expect(await scannedIds({ after: '😀' })).toStrictEqual([]);
    });

    it('begins at an id, itself included, whether it is there or not', async () => {
      await fixture.write(['a', 'c'].map((id) => fixture.invoice(id)));

      expect(await scannedIds({ from: 'a', limit: 1 })).toStrictEqual(['a']);
      expect(await scannedIds({ from: 'b' })).toStrictEqual(['c']);
      expect(await scannedIds({ from: '' })).toStrictEqual(['a', 'c']);
    });

    it('shows what was replaced as it is now, and nothing that was deleted', async () => {
      await fixture.write([fixture.invoice('a', '1'), fixture.invoice('b', '1')]);
      await fixture.write([
        { ...fixture.invoice('a', '2'), document: { number: 'a', paidOn: '2026-04-16' } },
        { collection: fixture.invoices, id: 'b', document: null },
      ]);

      expect(await fixture.store.scan({ collection: fixture.invoices, limit: 10 })).toStrictEqual([
        { id: 'a', keys: { date: '2' }, document: { number: 'a', paidOn: '2026-04-16' } },
      ]);
    });
  });
}
