import { type JobQueue, ParkNow } from '#jobs';
import { startAcme, type Acme } from '#test/support/acme';

const NOTHING = { waiting: 0, delayed: 0, running: 0, parked: 0 };

describe('jobs, for operators', () => {
  let acme: Acme;
  let queue: JobQueue;
  let isMended: boolean;

  beforeEach(async () => {
    acme = await startAcme();
    queue = acme.test.ports.queue;
    isMended = false;
    queue.work(
      'errand',
      () => {
        if (isMended) return Promise.resolve();
        return Promise.reject(new ParkNow(new Error('no way to ada@acme.example from here')));
      },
      { concurrency: 1 },
    );
    await queue.enqueue([{ id: 'errand_1', kind: 'errand', data: {} }]);
    await queue.idle();
  });
  afterEach(() => acme.stop());

  const jobs = async (): Promise<unknown> => (await acme.operator.get('/v1/operations/jobs')).body;

  it('lists what is parked and why, without addresses of people', async () => {
    expect(await jobs()).toEqual({
      counts: { ...NOTHING, parked: 1 },
      parked: [{ id: 'errand_1', kind: 'errand', attempts: 1, lastError: 'Error: no way to [redacted] from here' }],
    });
  });

  it('runs a parked job again', async () => {
    isMended = true;
    expect(await acme.operator.post('/v1/operations/jobs/errand_1/retry', {})).toMatchObject({
      status: 200,
      body: { id: 'errand_1' },
    });
    await queue.idle();
    expect(await jobs()).toEqual({ counts: NOTHING, parked: [] });
  });

  it('parks it again when nothing was mended', async () => {
    await acme.operator.post('/v1/operations/jobs/errand_1/retry', {});
    await queue.idle();
    expect(await jobs()).toMatchObject({ counts: { ...NOTHING, parked: 1 } });
  });

  it('knows no other job', async () => {
    expect(await acme.operator.post('/v1/operations/jobs/errand_2/retry', {})).toMatchObject({
      status: 404,
      body: { code: 'job.unknown' },
    });
  });

  it('is for operators alone', async () => {
    for (const caller of [acme.ada, acme.auditor]) {
      expect((await caller.get('/v1/operations/jobs')).status).toBe(403);
      expect((await caller.post('/v1/operations/jobs/errand_1/retry', {})).status).toBe(403);
    }
    expect((await acme.anyone.get('/v1/operations/jobs')).status).toBe(401);
    expect(await jobs()).toMatchObject({ counts: { parked: 1 } });
  });
});
