import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Where the machine's time may be asked for, and what for; nowhere else is it known. */
const ASKS_THE_MACHINE: Readonly<Record<string, string>> = {
  'libs/platform/src/clock/clock.ts': 'the clock port itself',
  'libs/composition/src/ports/ports.ts': 'what a new test clock shows first',
  'libs/jobs/src/embedded/sqlite-job-queue.ts': 'back-off and leases of jobs, which never run on the test clock',
  'libs/jobs/src/bullmq/count-jobs.ts': 'which delayed jobs are due, which never run on the test clock',
  'libs/jobs/src/bullmq/redis-connections.ts': 'how long ago an error of Redis was reported',
  'libs/invoicing/src/smtp/sqlite-sent-mails.ts': 'how long an address is kept, which the test clock must not shorten',
  'apps/api/src/auth/tokens.ts': 'the life of a token, which never runs on the test clock',
};

const ASKING = /\bDate\.now\(|\bnew Date\(\)/;

const sources = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.includes('/testing/'));

describe('M15 time comes from the clock port only', () => {
  it('M15 the machine is asked in these files, each for a reason, and in no other', () => {
    const asking = sources.filter((path) => ASKING.test(readFileSync(join(root, path), 'utf8')));
    expect(asking.sort()).toEqual(Object.keys(ASKS_THE_MACHINE).sort());
  });

  it('M15 a source that asks is found', () => {
    expect(ASKING.test('const today = new Date();')).toBe(true);
    expect(ASKING.test('const now = Date.now();')).toBe(true);
    expect(ASKING.test('const day = new Date(instant);')).toBe(false);
  });
});
