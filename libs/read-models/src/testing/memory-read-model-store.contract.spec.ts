import { MemoryReadModelStore, SharedMemory } from './memory-read-model-store.js';
import { describeReadModelStoreContract } from './read-model-store.contract.js';

describeReadModelStoreContract('MemoryReadModelStore', () => {
  const memory = new SharedMemory();
  return Promise.resolve({
    openStore: () => Promise.resolve(new MemoryReadModelStore(memory)),
    dispose: () => Promise.resolve(),
  });
});
