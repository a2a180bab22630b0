import { describeOnMongo, MongoPlace } from '#test/support/on-mongo/index';
import { describeReadModelStoreContract } from '../testing/index.js';
import { MongoReadModelStore } from './index.js';

describeOnMongo((url) => {
  describeReadModelStoreContract('MongoReadModelStore', () => {
    const place = new MongoPlace(url());
    return Promise.resolve({
      openStore: async () => new MongoReadModelStore(await place.open()),
      dispose: () => place.dispose(),
    });
  });
});
