import { EventStoreStandIn } from '#test/support/eventstore/index';
import { describeOnServer } from '#test/support/servers/index';
import { describeEventStoreContract } from '../testing/index.js';
import { EventStoreDbStore } from './index.js';

const open = async (url: string, stop?: () => void) => {
  const stores: EventStoreDbStore[] = [];
  const another = async () => {
    const store = new EventStoreDbStore(url);
    stores.push(store);
    return store;
  };
  const store = await another();
  return {
    store,
    another,
    reopen: async () => {
      await store.close();
      return another();
    },
    close: async () => {
      await Promise.all(stores.map((each) => each.close()));
      stop?.();
    },
  };
};

describe('on a stand-in', () => {
  describeEventStoreContract('EventStoreDbStore', async () => {
    const standIn = await EventStoreStandIn.start();
    return open(standIn.url, () => standIn.kill());
  });
});

describeOnServer('eventstoredb', (url) => {
  describeEventStoreContract('EventStoreDbStore', () => open(url));
});
