import { describeOnMongo, MongoPlace } from '#test/support/on-mongo/index';
import type { Position } from '../port/event-store.js';
import { describeCheckpointsContract } from '../testing/index.js';
import { MongoCheckpoints } from './mongo-checkpoints.js';

const at = (n: number): Position => String(n).padStart(20, '0') as Position;

describeOnMongo((url) => {
  describeCheckpointsContract('MongoDB', () => {
    const place = new MongoPlace(url());
    return Promise.resolve({
      open: async () => new MongoCheckpoints(await place.open()),
      dispose: () => place.dispose(),
    });
  });

  describe('several processes', () => {
    it('end at the furthest position, whoever saves which one first', async () => {
      const place = new MongoPlace(url());
      const [one, other] = [new MongoCheckpoints(await place.open()), new MongoCheckpoints(await place.open())];
      for (const name of ['first', 'second', 'third']) {
        const positions = [7, 3, 20, 12, 1, 19].map(at);
        await Promise.all(positions.map((position, n) => (n % 2 ? one : other).save(name, position)));

        expect(await one.read(name)).toBe(at(20));
      }
      await place.dispose();
    });
  });
});
