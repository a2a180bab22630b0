import { randomBytes } from 'node:crypto';
import { describeOnMongo, MongoPlace } from '#test/support/on-mongo/index';
import { describeVaultContract } from '../../testing/index.js';
import { MongoVault } from './mongo-vault.js';

describeOnMongo((url) => {
  describeVaultContract('MongoVault', () => {
    const place = new MongoPlace(url());
    const masterKey = randomBytes(32);
    return Promise.resolve({
      open: async () => MongoVault.open(await place.open(), masterKey),
      close: () => place.dispose(),
    });
  });
});
