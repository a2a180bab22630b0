import { describeOnServer } from '../servers/index.js';
import { MongoStandIn } from './index.js';
import { describeMongoBehaviour } from './mongo-behaviour.js';

describeMongoBehaviour('the stand-in, as one server', async () => {
  const standIn = await MongoStandIn.start();
  return { url: standIn.url, close: () => standIn.stop() };
});

describeMongoBehaviour('the stand-in, as a replica set', async () => {
  const standIn = await MongoStandIn.start();
  return { url: standIn.replicaSetUrl, close: () => standIn.stop() };
});

describeOnServer('mongodb', (url) => describeMongoBehaviour('a real server', () => ({ url })));
