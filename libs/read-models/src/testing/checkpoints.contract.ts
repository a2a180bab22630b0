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

    it('moves other checkpoints alongside, and needs one that moves nowhere to be there', async () => {
      const [moved, held] = [`${fixture.projection}-moved`, `${fixture.projection}-held`];
      await fixture.store.commit({ projection: held, after: BEGINNING, position: at(3), writes: [] });
      await fixture.store.commit({
        projection: fixture.projection,
        after: BEGINNING,
        position: at(1),
        writes: [fixture.invoice('a', '1')],
        alongside: [
          { projection: moved, after: BEGINNING, position: at(7) },
          { projection: held, after: at(3), position: at(3) },
        ],
      });

      expect(await fixture.store.checkpoint(fixture.projection)).toBe(at(1));
      expect(await fixture.store.checkpoint(moved)).toBe(at(7));
      expect(await fixture.store.checkpoint(held)).toBe(at(3));
      expect(await fixture.ids()).toStrictEqual(['a']);
    });

    it('writes nothing when one alongside is elsewhere, and moves none of them', async () => {
      const [moved, elsewhere] = [`${fixture.projection}-moved`, `${fixture.projection}-elsewhere`];
      await fixture.store.commit({ projection: elsewhere, after: BEGINNING, position: at(4), writes: [] });
      const commit = fixture.store.commit({
        projection: fixture.projection,
        after: BEGINNING,
        position: at(1),
        writes: [fixture.invoice('a', '1')],
        alongside: [
          { projection: moved, after: BEGINNING, position: at(7) },
          { projection: elsewhere, after: at(3), position: at(3) },
        ],
      });

      await expect(commit).rejects.toBeInstanceOf(CheckpointConflict);
      expect(await fixture.store.checkpoint(fixture.projection)).toBe(BEGINNING);
      expect(await fixture.store.checkpoint(moved)).toBe(BEGINNING);
      expect(await fixture.store.checkpoint(elsewhere)).toBe(at(4));
      expect(await fixture.ids()).toStrictEqual([]);
    });

    it('lets one of two commits win that hold the checkpoint that the other moves', async () => {
      const [left, right] = [`${fixture.projection}-left`, `${fixture.projection}-right`];
      const other = await fixture.openStore();
      const commitOf = (store: typeof other, projection: string, held: string): Promise<void> =>
        store.commit({
          ...{ projection, after: BEGINNING, position: at(1) },
          writes: [fixture.invoice(projection, '1')],
          alongside: [{ projection: held, after: BEGINNING, position: BEGINNING }],
        });
      const outcomes = await Promise.allSettled([commitOf(fixture.store, left, right), commitOf(other, right, left)]);

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await fixture.ids()).toHaveLength(1);
    });

    it('begins a projector where the projection is, with a store that commits from there', async () => {
      await fixture.write([fixture.invoice('a', '1')]);
      const { readModels, position } = await fixture.store.begin(fixture.projection);
      expect(position).toBe(at(1));
      await readModels.commit({
        ...{ projection: fixture.projection, after: position, position: at(2) },
        writes: [fixture.invoice('b', '2')],
      });

      expect(await fixture.ids()).toStrictEqual(['a', 'b']);
      expect(await readModels.get(fixture.invoices, 'a')).toStrictEqual({ number: 'a' });
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
