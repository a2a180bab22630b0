import { startAcme, startPaidAcme, UPGRADE } from '#test/support/acme';

describe('the probes', () => {
  it('answer without a sign-in while the process runs', async () => {
    const acme = await startAcme();
    try {
      expect((await acme.anyone.get('/health/live')).body).toEqual({ status: 'ok' });
      expect((await acme.anyone.get('/health/ready')).body).toEqual({ status: 'ok' });
    } finally {
      await acme.stop();
    }
  });

  it('say "not ready" while it drains, and everything else goes on', async () => {
    const acme = await startPaidAcme();
    try {
      acme.test.api.drain();
      const ready = await acme.anyone.get('/health/ready');
      expect(ready).toMatchObject({ status: 503, body: { code: 'service.not_ready' } });
      expect(ready.headers['retry-after']).toBe('2');
      expect((await acme.anyone.get('/health/live')).status).toBe(200);
      expect((await acme.ada.post('/v1/spaces/acme/subscription/change', { seats: 10 })).status).toBe(200);
    } finally {
      await acme.stop();
    }
  });

  it('say "not ready" when a store cannot be reached', async () => {
    const acme = await startAcme();
    try {
      acme.test.ports.readModels.checkpoint = () => Promise.reject(new Error('no disk'));
      expect((await acme.anyone.get('/health/ready')).status).toBe(503);
    } finally {
      await acme.stop();
    }
  });
});

describe('stopping', () => {
  it('lets a command that is under way end, and the socket close', async () => {
    const acme = await startAcme();
    const port = await acme.test.api.listen(0, '127.0.0.1');
    const token = String((await acme.anyone.post('/v1/dev/tokens', { memberId: 'ada' })).body.token);
    const upgrading = fetch(`http://127.0.0.1:${port}/v1/spaces/acme/subscription`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(UPGRADE),
    });
    const requested = new Promise<void>((resolve) => {
      const { gateway } = acme.test.ports;
      const describeCard = gateway.describe.bind(gateway);
      gateway.describe = (card) => {
        resolve();
        return describeCard(card);
      };
    });
    await requested;
    await acme.stop();
    expect((await upgrading).status).toBe(201);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
  });
});
