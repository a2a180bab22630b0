import { describeOnMongo, describeOnStandIn, MongoPlace } from '#test/support/on-mongo/index';
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
    let place: MongoPlace;
    beforeEach(() => {
      place = new MongoPlace(url());
    });
    afterEach(() => place.dispose());

    it('end at the furthest position, whoever saves which one first', async () => {
      const [one, other] = [new MongoCheckpoints(await place.open()), new MongoCheckpoints(await place.open())];
      for (const name of ['first', 'second', 'third']) {
        const positions = [7, 3, 20, 12, 1, 19].map(at);
        await Promise.all(positions.map((position, n) => (n % 2 ? one : other).save(name, position)));

        expect(await one.read(name)).toBe(at(20));
      }
    });
  });
});

describeOnStandIn((standIn) => {
  describe('MongoCheckpoints when something fails', () => {
    let place: MongoPlace;
    beforeEach(() => {
      place = new MongoPlace(standIn().url);
    });
    afterEach(() => place.dispose());

    it.each([['insert'], ['update']])(
      'save in spite of a lost answer to an %s and a primary that stepped down',
      async (command) => {
        const checkpoints = new MongoCheckpoints(await place.open());
        if (command === 'update') await checkpoints.save('automations', at(1));
        standIn().cutAfterCommit(command);
        await checkpoints.save('automations', at(7));
        standIn().stepDown();
        await checkpoints.save('automations', at(3));
        expect(await checkpoints.read('automations')).toBe(at(7));
      },
    );
  });
});
