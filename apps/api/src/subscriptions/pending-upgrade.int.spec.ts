import { startAcme, UPGRADE, type Acme } from '#test/support/acme';

const SUBSCRIPTION = '/v1/spaces/acme/subscription';
const BILLING = '/v1/spaces/acme/billing';
const LOST = { ...UPGRADE, billingOwnerId: 'bob', paymentMethod: { token: 'tok_timeout_then_ok' } };

describe('an upgrade whose payment is pending', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startAcme({ paymentAnswerMs: 20 });
  });
  afterAll(() => acme.stop());

  it('answers 202 with a revision before the first, which is its entity tag', async () => {
    const answer = await acme.ada.post(SUBSCRIPTION, LOST, { 'if-match': '"-1"' });
    expect(answer).toMatchObject({ status: 202, body: { state: 'paymentPending', revision: -1 } });
    expect(answer.headers['etag']).toBe('"-1"');
  });

  it('is seen by its owner-to-be alone, not by the colleague who confirmed it for him', async () => {
    expect((await acme.bob.get(BILLING)).body).toMatchObject({ state: 'paymentPending', plan: 'premium' });
    for (const caller of [acme.ada, acme.carol]) {
      const { body } = await caller.get(BILLING);
      expect(body).toEqual({
        space: { id: 'acme', kind: 'workspace', name: 'Acme' },
        state: 'none',
        actions: ['contactSupport'],
        billingOwner: null,
      });
    }
  });
});
