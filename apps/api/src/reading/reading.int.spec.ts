import { ReadBarrier } from '#apps/api';
import { startAcme, succeeded, type Acme } from '#test/support/acme';
import type { Position } from '#event-store';

/** A projector that another process runs, and that is behind for ever. */
class StuckBarrier extends ReadBarrier {
  override readonly isInProcess = false;
  readonly asked: { position: Position; timeoutMs: number }[] = [];

  override async reached(position: Position, timeoutMs: number): Promise<boolean> {
    this.asked.push({ position, timeoutMs });
    return false;
  }
}

describe('a query with a position', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startAcme();
  });
  afterAll(() => acme.stop());

  it('answers with what the command did', async () => {
    const { body } = await succeeded(acme.ada.post('/v1/workspaces', { spaceId: 'new', name: 'New' }));
    expect((await acme.ada.get(`/v1/spaces?position=${body.position}`)).body.spaces).toHaveLength(2);
    expect((await acme.ada.get(`/v1/spaces/new?position=${body.position}`)).status).toBe(200);
    expect((await acme.ada.get(`/v1/plans?position=${body.position}`)).status).toBe(200);
  });

  it.each(['', 'x', '12', '-1', '9'.repeat(21), 'zzzzzzzzzzzzzzzzzzzz'])(
    'is refused when no command gave it: "%s"',
    async (position) => {
      expect((await acme.ada.get(`/v1/spaces?position=${position}`)).status).toBe(400);
    },
  );
});

describe('where the read models are behind', () => {
  it('a command answers all the same, a query waits for five seconds at most and says to try again', async () => {
    const barrier = new StuckBarrier();
    const acme = await startAcme({ ports: { barrier } });
    try {
      const { body } = await succeeded(acme.ada.post('/v1/workspaces', { spaceId: 'new', name: 'New' }));
      expect(barrier.asked).toEqual([]);
      const answer = await acme.ada.get(`/v1/spaces?position=${body.position}`);
      expect(answer).toMatchObject({ status: 503, body: { code: 'position.not_reached' } });
      expect(answer.headers['retry-after']).toBe('1');
      expect(barrier.asked).toEqual([{ position: body.position, timeoutMs: 5_000 }]);
    } finally {
      await acme.stop();
    }
  });

  it('R40 nothing is shown by older rights than those of the moment', async () => {
    const acme = await startAcme({ ports: { barrier: new StuckBarrier() } });
    try {
      expect((await acme.ada.get('/v1/spaces/acme/billing')).body.code).toBe('position.not_reached');
    } finally {
      await acme.stop();
    }
  });
});
