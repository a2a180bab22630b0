import { describeOnServer } from '#test/support/servers/index';
import { describeEventStoreContract } from '../testing/index.js';
import { EventStoreDbStore } from './index.js';

const describeOn = (url: string) =>
  describeEventStoreContract('EventStoreDbStore', async () => {
    const stores: EventStoreDbStore[] = [];
    const open = async () => {
      const store = new EventStoreDbStore(url);
      stores.push(store);
      return store;
    };
    const store = await open();
    return {
      store,
      another: open,
      reopen: async () => {
        await store.close();
        return open();
      },
      close: async () => {
        await Promise.all(stores.map((each) => each.close()));
      },
    };
  });

describeOnServer('eventstoredb', describeOn);
