import { type ReadModelsFixture } from './read-models.fixture.js';

/** Order, prefixes, bounds and pages. */
export function describeListings(fixture: ReadModelsFixture): void {
  describe('listings', () => {
    it('lists nothing from a collection that was never written', async () => {
      expect(await fixture.ids()).toStrictEqual([]);
    });

    it('answers id, key and document of each row', async () => {
      await fixture.write([fixture.invoice('a', '2026-04-16')]);

      const rows = await fixture.store.list({ collection: fixture.invoices, key: 'date', limit: 1 });
      expect(rows).toStrictEqual([{ id: 'a', key: '2026-04-16', document: { number: 'a' } }]);
    });

    it('sorts by key, then by id, and descending the other way round', async () => {
      await fixture.write([
        fixture.invoice('d', '2'),
        fixture.invoice('b', '1'),
        fixture.invoice('c', '2'),
        fixture.invoice('a', '3'),
        fixture.invoice('e', '10'),
      ]);

      expect(await fixture.ids()).toStrictEqual(['b', 'e', 'c', 'd', 'a']);
      expect(await fixture.ids({ descending: true })).toStrictEqual(['a', 'd', 'c', 'e', 'b']);
    });

    it('sorts by code point, whatever the language or the case', async () => {
      const sorted = ['', ' ', '10', '9', 'B', 'Z', 'a', 'z', 'Ä', 'ä', 'é', '€', '\uffff', '😀'];
      await fixture.write([...sorted].reverse().map((key) => fixture.invoice(`id-${key}`, key)));

      expect(await fixture.ids()).toStrictEqual(sorted.map((key) => `id-${key}`));
      expect(await fixture.ids({ descending: true })).toStrictEqual(sorted.map((key) => `id-${key}`).reverse());
    });

    it('leaves out a document without the key', async () => {
      await fixture.write([
        fixture.invoice('a', '1'),
        fixture.invoice('b'),
        { ...fixture.invoice('c'), keys: { owner: 'o' } },
      ]);

      expect(await fixture.ids()).toStrictEqual(['a']);
      expect(await fixture.ids({ key: 'owner' })).toStrictEqual(['c']);
    });

    it('moves a document when its key changes, and drops it when the key goes', async () => {
      await fixture.write([fixture.invoice('a', '1'), fixture.invoice('b', '2'), fixture.invoice('c', '3')]);
      await fixture.write([fixture.invoice('a', '4'), fixture.invoice('b')]);

      expect(await fixture.ids()).toStrictEqual(['c', 'a']);
      expect(await fixture.ids({ upTo: '2' })).toStrictEqual([]);
      expect(await fixture.store.get(fixture.invoices, 'b')).toStrictEqual({ number: 'b' });
    });

    it('shows the document as last written when its key stays', async () => {
      await fixture.write([fixture.invoice('a', '1')]);
      await fixture.write([{ ...fixture.invoice('a', '1'), document: { number: 'a', paidOn: '2026-04-16' } }]);

      const rows = await fixture.store.list({ collection: fixture.invoices, key: 'date', limit: 10 });
      expect(rows.map((row) => row.document)).toStrictEqual([{ number: 'a', paidOn: '2026-04-16' }]);
    });

    it('lists only keys with the prefix', async () => {
      await fixture.write(
        ['space1/a', 'space1/b', 'space10/a', 'space1', 'space2/a'].map((key) => fixture.invoice(key, key)),
      );

      expect(await fixture.ids({ prefix: 'space1/' })).toStrictEqual(['space1/a', 'space1/b']);
      expect(await fixture.ids({ prefix: 'space1/', descending: true })).toStrictEqual(['space1/b', 'space1/a']);
      expect(await fixture.ids({ prefix: '' })).toHaveLength(5);
    });

    it.each([
      '%',
      '_',
      '\\',
      '^',
      '.*',
      '[',
      "'",
      '$',
      'ä',
      '\ud7ff',
      '\uffff',
      '😀',
      '\u{10ffff}',
      '\u{10ffff}\uffff',
    ])('takes the prefix %j as it stands, without a meaning of its own', async (prefix) => {
      const inside = [prefix, `${prefix}!`, `${prefix}\uffff`, `${prefix}\u{10ffff}`];
      await fixture.write([...inside, '', 'a', `a${prefix}`, 'Ä', '\ue000'].map((key) => fixture.invoice(key, key)));

      expect(await fixture.ids({ prefix })).toStrictEqual(inside);
      expect(await fixture.ids({ prefix, descending: true })).toStrictEqual([...inside].reverse());
    });

    it('lists keys up to and including a bound', async () => {
      await fixture.write(['1', '2', '3'].map((key) => fixture.invoice(key, key)));

      expect(await fixture.ids({ upTo: '2' })).toStrictEqual(['1', '2']);
      expect(await fixture.ids({ upTo: '2', descending: true })).toStrictEqual(['2', '1']);
      expect(await fixture.ids({ upTo: '0' })).toStrictEqual([]);
    });

    it('combines prefix, bound and page', async () => {
      await fixture.write(['a1', 'b1', 'b2', 'b3', 'b4', 'c1'].map((key) => fixture.invoice(key, key)));

      expect(await fixture.ids({ prefix: 'b', upTo: 'b3', after: 'b1' })).toStrictEqual(['b2', 'b3']);
      expect(await fixture.ids({ prefix: 'b', upTo: 'b3', after: 'b3', descending: true })).toStrictEqual(['b2', 'b1']);
      expect(await fixture.ids({ prefix: 'b', after: 'a1' })).toStrictEqual(['b1', 'b2', 'b3', 'b4']);
      expect(await fixture.ids({ prefix: 'b', after: 'c1', descending: true })).toStrictEqual(['b4', 'b3', 'b2', 'b1']);
      expect(await fixture.ids({ prefix: 'b', after: 'b4' })).toStrictEqual([]);
    });

    it('takes the tighter of two bounds by code point too', async () => {
      await fixture.write(['\uff00', '\uffff', '😀', '\u{1f601}'].map((key) => fixture.invoice(key, key)));

      expect(await fixture.ids({ prefix: '\uff00', upTo: '😀' })).toStrictEqual(['\uff00']);
      expect(await fixture.ids({ upTo: '😀', after: '\uff00' })).toStrictEqual(['\uffff', '😀']);
      expect(await fixture.ids({ prefix: '😀', after: '\uffff' })).toStrictEqual(['😀']);
    });

    it.each([false, true])(
      'pages through without a miss or a double while other documents are written (descending: %s)',
      async (descending) => {
        const keys = Array.from({ length: 50 }, (_, index) => String(100 + index));
        await fixture.write(keys.map((key) => fixture.invoice(key, key)));
        const writeOthers = (page: number): Promise<unknown> =>
          fixture.write(
            ['0', '1', '2'].map((half) => fixture.invoice(`other-${page}-${half}`, `${100 + page * 8}.${half}`)),
          );

        const seen: string[] = [];
        const query = { collection: fixture.invoices, key: 'date', limit: 7, descending };
        let [rows] = await Promise.all([fixture.store.list(query), writeOthers(0)]);
        for (let page = 1; rows.length > 0 && page <= keys.length; page++) {
          seen.push(...rows.map((row) => row.id));
          const after = rows.at(-1)!.key;
          [rows] = await Promise.all([fixture.store.list({ ...query, after }), writeOthers(page)]);
        }

        expect(seen.filter((id) => !id.startsWith('other-'))).toStrictEqual(descending ? keys.reverse() : keys);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeGreaterThan(keys.length);
      },
    );
  });
}
