import { describeOnMongo, MongoPlace } from '#test/support/on-mongo/index';
import { describeMovesMoneyOnce, describeSandboxGateway, type SandboxBooksSetup } from '../../testing/index.js';
import { MongoSandboxBooks } from './mongo-sandbox-books.js';

const RUNS = 20;

describeOnMongo((url) => {
  const setUp = (): Promise<SandboxBooksSetup> => {
    const place = new MongoPlace(url());
    return Promise.resolve({
      open: async () => new MongoSandboxBooks(await place.open()),
      close: () => place.dispose(),
    });
  };

  describeSandboxGateway('MongoDB', setUp);

  describe('MongoSandboxBooks', () => {
    describeMovesMoneyOnce('MongoDB', RUNS, setUp);
  });
});
