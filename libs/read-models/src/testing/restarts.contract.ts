import { BEGINNING } from '#event-store';
import { at, type ReadModelsFixture } from './read-models.fixture.js';

/** What other stores see, and what stays after a restart or a reset. */
export function describeRestarts(fixture: ReadModelsFixture): void {
  describe('instances and restarts', () => {
    it('shows a commit to another store at once', async () => {
      const other = await fixture.openStore();
      const position = await fixture.write([fixture.invoice('a', '1')]);

      expect(await other.get(fixture.invoices, 'a')).toStrictEqual({ number: 'a' });
      expect(await other.list({ collection: fixture.invoices, key: 'date', limit: 1 })).toHaveLength(1);
      expect(await other.checkpoint(fixture.projection)).toBe(position);
    });

    it('keeps everything over a restart', async () => {
      const first = await fixture.openStore();
      const position = await fixture.write([fixture.invoice('a', '1')], first);
      await first.close();

      const second = await fixture.openStore();
      expect(await second.get(fixture.invoices, 'a')).toStrictEqual({ number: 'a' });
      expect(await second.checkpoint(fixture.projection)).toBe(position);
      await fixture.write([fixture.invoice('b', '2')], second);
      expect(await fixture.ids()).toStrictEqual(['a', 'b']);
    });
  });

  describe('reset', () => {
    it('forgets the checkpoint and the named collections, keys included', async () => {
      await fixture.write([
        fixture.invoice('a', '1'),
        { collection: fixture.spaces, id: 's', document: {}, keys: { date: '1' } },
      ]);
      await fixture.store.reset(fixture.projection, [fixture.invoices, fixture.spaces]);

      expect(await fixture.store.checkpoint(fixture.projection)).toBe(BEGINNING);
      expect(await fixture.store.get(fixture.invoices, 'a')).toBeNull();
      expect(await fixture.ids()).toStrictEqual([]);
      expect(await fixture.ids({ collection: fixture.spaces })).toStrictEqual([]);
    });

    it('forgets nothing else', async () => {
      await fixture.write([
        fixture.invoice('a', '1'),
        { collection: fixture.spaces, id: 's', document: {}, keys: { date: '1' } },
      ]);
      const other = `${fixture.projection}-v2`;
      await fixture.store.commit({ projection: other, after: BEGINNING, position: at(5), writes: [] });
      await fixture.store.reset(fixture.projection, [fixture.invoices]);

      expect(await fixture.store.get(fixture.spaces, 's')).toStrictEqual({});
      expect(await fixture.ids({ collection: fixture.spaces })).toStrictEqual(['s']);
      expect(await fixture.store.checkpoint(other)).toBe(at(5));
    });

    it('lets the projection be built again from the beginning', async () => {
      await fixture.write([fixture.invoice('a', '1')]);
      await fixture.store.reset(fixture.projection, [fixture.invoices]);
      await fixture.store.commit({
        projection: fixture.projection,
        after: BEGINNING,
        position: at(1),
        writes: [fixture.invoice('a', '2')],
      });

      expect(await fixture.ids({ prefix: '2' })).toStrictEqual(['a']);
      expect(await fixture.ids()).toStrictEqual(['a']);
    });

    it('may be asked for what never was', async () => {
      await fixture.store.reset(fixture.projection, [fixture.invoices]);

      expect(await fixture.store.checkpoint(fixture.projection)).toBe(BEGINNING);
    });
  });
}
