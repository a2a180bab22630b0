import { describeCheckpoints } from './checkpoints.contract.js';
import { describeDocuments } from './documents.contract.js';
import { describeListings } from './listings.contract.js';
import { describeReadModelStoreModel } from './read-model-store.properties.js';
import { ReadModelsFixture, type ReadModelsUnderTest } from './read-models.fixture.js';
import { describeRestarts } from './restarts.contract.js';
import { describeScans } from './scans.contract.js';

/** Every adapter, embedded or real, runs exactly these. */
export function describeReadModelStoreContract(adapterName: string, open: () => Promise<ReadModelsUnderTest>): void {
  describe(`${adapterName} keeps the ReadModelStore contract`, () => {
    const fixture = new ReadModelsFixture(open);
    beforeAll(() => fixture.start());
    beforeEach(() => fixture.takeNewNames());
    afterAll(() => fixture.stop());

    describeDocuments(fixture);
    describeListings(fixture);
    describeScans(fixture);
    describeCheckpoints(fixture);
    describeRestarts(fixture);
    describeReadModelStoreModel(fixture);
  });
}
