import { startPaidAcme, UPGRADE, type Acme } from '#test/support/acme';

const BROKEN_BODY = '{"seats":';

describe('the order of checks', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
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

  it.each(['change', 'cancel', 'undo-cancellation', 'undo-change'])(
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
