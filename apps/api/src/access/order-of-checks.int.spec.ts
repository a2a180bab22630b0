import { startPaidAcme, succeeded, UPGRADE, type Acme } from '#test/support/acme';
import type { TestClient } from '#test/support/test-client';

const BROKEN_BODY = '{"seats":';

describe('the order of checks', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
    await succeeded(acme.ada.post('/v1/workspaces', { spaceId: 'basic', name: 'Basic' }));
  });
  afterAll(() => acme.stop());

  const expectProblem = (answer: { status: number; body: unknown }, status: number, code: string): void => {
    expect(answer).toMatchObject({ status, body: { status, code } });
  };

  it('asks for a sign-in before anything else', async () => {
    const { anyone } = acme;
    expectProblem(await anyone.post('/v1/spaces/nowhere/subscription/change', BROKEN_BODY), 401, 'auth.missing');
    expectProblem(await anyone.post('/v1/workspaces', 'x'.repeat(70_000)), 401, 'auth.missing');
  });

  it('says that a space is unknown before it looks at the body', async () => {
    expectProblem(await acme.ada.post('/v1/spaces/nowhere/subscription', BROKEN_BODY), 404, 'space.unknown');
  });

  it('shows a space to those outside no more than one that does not exist', async () => {
    const foreign = await acme.eve.post('/v1/spaces/acme/subscription/change', BROKEN_BODY);
    const missing = await acme.eve.post('/v1/spaces/nowhere/subscription/change', BROKEN_BODY);
    expectProblem(foreign, 404, 'space.unknown');
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...missing.body, traceId: '' });
  });

  it.each(['change', 'cancel', 'undo-cancellation', 'undo-change', 'end-trial'])(
    'R38 R39 refuses %s to an administrator and a member before it looks at the body',
    async (command) => {
      for (const caller of [acme.bob, acme.carol]) {
        const answer = await caller.post(`/v1/spaces/acme/subscription/${command}`, BROKEN_BODY);
        expectProblem(answer, 403, 'rights.not_allowed');
      }
    },
  );

  it.each(['billing-owner', 'billing-details', 'payment-method'])(
    'R30 R33 refuses %s to everyone but the owner before it looks at the body',
    async (fact) => {
      const answer = await acme.carol.put(`/v1/spaces/acme/subscription/${fact}`, BROKEN_BODY);
      expectProblem(answer, 403, 'rights.not_allowed');
    },
  );

  it('D8 lets every member come to a claim, and nobody else', async () => {
    expectProblem(await acme.anyone.post('/v1/spaces/acme/subscription/claim', BROKEN_BODY), 401, 'auth.missing');
    expectProblem(await acme.eve.post('/v1/spaces/acme/subscription/claim', BROKEN_BODY), 404, 'space.unknown');
    expectProblem(await acme.carol.post('/v1/spaces/acme/subscription/claim', BROKEN_BODY), 400, 'body.not_json');
    expectProblem(await acme.carol.post('/v1/spaces/acme/subscription/claim'), 409, 'owner.not_missing');
    expectProblem(await acme.bob.post('/v1/spaces/acme/subscription/claim'), 403, 'rights.not_allowed');
  });

  it('R8 lets people of an organization ask for several teams, before it looks at the body', async () => {
    const path = (spaceId: string) => `/v1/organizations/${spaceId}/team-upgrades`;
    expectProblem(await acme.anyone.post(path('acme'), BROKEN_BODY), 401, 'auth.missing');
    expectProblem(await acme.eve.post(path('acme'), BROKEN_BODY), 404, 'space.unknown');
    expectProblem(await acme.ada.post(path('acme'), BROKEN_BODY), 404, 'space.not_an_organization');
  });

  it('D8 lets operators alone force somebody out, whatever he is to the space', async () => {
    const forced = (spaceId: string) => `/v1/spaces/${spaceId}/members/ada?forced=true`;
    expectProblem(await acme.anyone.delete(forced('acme')), 401, 'auth.missing');
    for (const caller of [acme.ada, acme.carol, acme.eve]) {
      expectProblem(await caller.delete(forced('acme')), 403, 'rights.not_allowed');
    }
    expectProblem(await acme.operator.delete(forced('nowhere')), 404, 'space.unknown');
    expectProblem(await acme.operator.delete('/v1/spaces/acme/members/ada'), 404, 'space.unknown');
    expectProblem(await acme.ada.delete('/v1/spaces/acme/members/ada?forced=false'), 409, 'member.is_billing_owner');
    expectProblem(await acme.ada.delete('/v1/spaces/acme/members/ada?forced=1'), 400, 'request.invalid');
  });

  it('takes a key for another command when that is forced', async () => {
    const key = { 'idempotency-key': 'out' };
    await succeeded(acme.operator.delete('/v1/spaces/acme/members/nobody?forced=true', key));
    const member = await acme.anyone.as('olga');
    expectProblem(await member.delete('/v1/spaces/acme/members/nobody', key), 404, 'space.unknown');
  });

  it.each([
    ['POST', 'subscription'],
    ...['change', 'cancel', 'undo-cancellation', 'undo-change', 'end-trial', 'price-protection'].map(
      (command) => ['POST', `subscription/${command}`] as const,
    ),
    ...['billing-owner', 'billing-details', 'payment-method'].map((fact) => ['PUT', `subscription/${fact}`] as const),
    ['DELETE', 'subscription/price-protection'],
    ['PUT', 'policy'],
  ] as const)('R28 lets sales staff alone %s %s, before it looks at the space and the body', async (method, call) => {
    const sam = await acme.anyone.as('sam', 'sales');
    const send = (client: TestClient, spaceId: string) =>
      client.send(method, `/v1/sales/spaces/${spaceId}/${call}`, BROKEN_BODY);
    expectProblem(await send(acme.anyone, 'acme'), 401, 'auth.missing');
    for (const caller of [acme.ada, acme.operator, acme.eve]) {
      expectProblem(await send(caller, 'acme'), 403, 'rights.not_allowed');
      expectProblem(await send(caller, 'nowhere'), 403, 'rights.not_allowed');
    }
    expectProblem(await send(sam, 'nowhere'), 404, 'space.unknown');
    if (call !== 'subscription') expectProblem(await send(sam, 'basic'), 404, 'subscription.none');
    // A plan that is paid by card is not theirs to change; its terms are theirs to give.
    const isTheirs = ['subscription', 'subscription/price-protection', 'policy'].includes(call);
    if (isTheirs) expectProblem(await send(sam, 'acme'), 400, 'body.not_json');
    else expectProblem(await send(sam, 'acme'), 403, 'rights.not_allowed');
  });

  it('looks at the body when the caller may send one', async () => {
    expectProblem(await acme.ada.post('/v1/spaces/acme/subscription/change', BROKEN_BODY), 400, 'body.not_json');
    expectProblem(await acme.bob.post('/v1/spaces/acme/subscription', BROKEN_BODY), 400, 'body.not_json');
  });

  it('looks at the rules when the body can be read', async () => {
    const answer = await acme.ada.post('/v1/spaces/acme/subscription/change', { seats: 7 });
    expectProblem(answer, 422, 'seats.not_a_tier');
    expectProblem(await acme.bob.post('/v1/spaces/acme/subscription', UPGRADE), 409, 'upgrade.already_upgraded');
  });

  it('takes a role from the events and not from the token', async () => {
    const sales = await acme.anyone.as('bob', 'sales', 'operator', 'auditor');
    expectProblem(await sales.post('/v1/spaces/acme/subscription/cancel'), 403, 'rights.not_allowed');
    const stranger = await acme.anyone.as('eve', 'sales', 'operator', 'auditor');
    expectProblem(await stranger.get('/v1/spaces/acme/billing'), 404, 'space.unknown');
    expectProblem(await stranger.get('/v1/spaces/acme'), 404, 'space.unknown');
  });

  it('moves the clock for operators only, whatever the body', async () => {
    expectProblem(await acme.ada.post('/v1/clock/advance', BROKEN_BODY), 403, 'rights.not_allowed');
    expectProblem(await acme.operator.post('/v1/clock/advance', BROKEN_BODY), 400, 'body.not_json');
  });
});
