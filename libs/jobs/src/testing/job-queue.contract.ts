import { describeEndings } from './endings.contract.js';
import { describeFailures } from './failures.contract.js';
import { JobsFixture, type JobsUnderTest } from './jobs.fixture.js';
import { describeProcesses } from './processes.contract.js';
import { describeRuns } from './runs.contract.js';

/** Every adapter, embedded or real, runs exactly these. They take the machine's clock, with short delays. */
export function describeJobQueueContract(adapterName: string, open: () => Promise<JobsUnderTest>): void {
  describe(`${adapterName} keeps the JobQueue contract`, () => {
    const fixture = new JobsFixture(open);
    beforeEach(() => fixture.start());
    afterEach(() => fixture.stop());

    describeRuns(fixture);
    describeFailures(fixture);
    describeProcesses(fixture);
    describeEndings(fixture);
  });
}
