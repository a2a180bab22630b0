import { BEGINNING } from '#event-store';
import { CheckpointConflict } from '../index.js';
import { at, type ReadModelsFixture } from './read-models.fixture.js';

/** One projector moves a projection at a time, and a commit is whole. */
export function describeCheckpoints(fixture: ReadModelsFixture): void {
  describe('checkpoints', () => {
    it('is at the beginning before the first commit', async () => {
      expect(await fixture.store.checkpoint(fixture.projection)).toBe(BEGINNING);
    });

    it('moves to the position of the commit, also when nothing is written', async () => {
      await fixture.store.commit({ projection: fixture.projection, after: BEGINNING, position: at(7), writes: [] });

      expect(await fixture.store.checkpoint(fixture.projection)).toBe(at(7));
    });

    it('is kept for each projection apart', async () => {
      await fixture.write([fixture.invoice('a')]);

      expect(await fixture.store.checkpoint(`${fixture.projection}-v2`)).toBe(BEGINNING);
    });

    it('refuses a commit that starts elsewhere, and writes nothing of it', async () => {
      const position = await fixture.write([fixture.invoice('a', '1')]);
      const stale = {
        projection: fixture.projection,
        after: BEGINNING,
        position: at(9),
        writes: [fixture.invoice('a', '2'), fixture.invoice('b', '1')],
      };

      const conflict = await fixture.store.commit(stale).catch((error: unknown) => error);
      expect(conflict).toBeInstanceOf(CheckpointConflict);
      expect(conflict).toMatchObject({ projection: fixture.projection, expected: BEGINNING, actual: position });
      expect(await fixture.store.checkpoint(fixture.projection)).toBe(position);
      expect(await fixture.ids()).toStrictEqual(['a']);
      expect(await fixture.ids({ upTo: '1' })).toStrictEqual(['a']);
    });

    it('refuses a commit that starts ahead of a projection that never ran', async () => {
      await expect(
        fixture.store.commit({ projection: fixture.projection, after: at(1), position: at(2), writes: [] }),
      ).rejects.toBeInstanceOf(CheckpointConflict);
      expect(await fixture.store.checkpoint(fixture.projection)).toBe(BEGINNING);
    });

    it('writes all or nothing: a document that JSON cannot hold takes the whole commit with it', async () => {
      const before = await fixture.write([fixture.invoice('a', '1')]);
      const unwritable = { collection: fixture.invoices, id: 'c', document: { total: 1n } };

      await expect(fixture.write([fixture.invoice('a', '2'), fixture.invoice('b', '1'), unwritable])).rejects.toThrow();
      expect(await fixture.store.checkpoint(fixture.projection)).toBe(before);
      expect(await fixture.ids({ upTo: '1' })).toStrictEqual(['a']);
      expect(await fixture.store.get(fixture.invoices, 'b')).toBeNull();
    });

    it('lets exactly one of many concurrent projectors commit from one checkpoint', async () => {
      const stores = [fixture.store, await fixture.openStore(), await fixture.openStore()];
      const commits = Array.from({ length: 9 }, (_, n) =>
        stores[n % 3]!.commit({
          projection: fixture.projection,
          after: BEGINNING,
          position: at(n + 1),
          writes: [fixture.invoice(String(n), '1')],
        }),
      );
      const outcomes = await Promise.allSettled(commits);

      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost).toHaveLength(8);
      expect(lost.every(({ reason }) => reason instanceof CheckpointConflict)).toBe(true);
      const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
      expect(await fixture.ids()).toStrictEqual([String(winner)]);
      expect(await fixture.store.checkpoint(fixture.projection)).toBe(at(winner + 1));
    });

    it('takes concurrent commits of different projections', async () => {
      const other = await fixture.openStore();
      const commits = Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? other : fixture.store).commit({
          projection: `${fixture.projection}-${n}`,
          after: BEGINNING,
          position: at(1),
          writes: [fixture.invoice(String(n), String(n).padStart(2, '0'))],
        }),
      );
      await Promise.all(commits);

      expect(await fixture.ids()).toHaveLength(20);
    });
  });
}
