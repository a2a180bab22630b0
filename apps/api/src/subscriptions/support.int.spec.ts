import { startPaidAcme, succeeded, type Acme } from '#test/support/acme';

const SUPPORT = '/v1/spaces/acme/subscription/support-requests';
const REQUEST = { subject: 'Our invoice', message: 'Please add our order number:\n\tPO-4711' };

describe('R46 contacting support', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
  });
  afterAll(() => acme.stop());

  const recorded = async () => (await acme.test.ports.store.readStream('support-acme')).map(({ data }) => data);

  it('is possible for the owner, an administrator, a member and an outsider', async () => {
    const { subscriptionId } = (await acme.ada.get('/v1/spaces/acme/billing')).body;
    for (const caller of [acme.ada, acme.carol, acme.bob, acme.eve]) {
      const { status, body } = await caller.post(SUPPORT, REQUEST);
      expect({ status, body }).toEqual({
        status: 201,
        body: {
          requestId: expect.stringMatching(/^support_/),
          spaceId: 'acme',
          position: expect.any(String),
          contact: 'support@quittance.example',
        },
      });
      expect((await recorded()).at(-1)).toMatchObject({ requestId: body.requestId, spaceId: 'acme', subscriptionId });
    }
    const people = (await recorded()).map((data) => (data as { memberId: string }).memberId);
    expect(people).toEqual(['ada', 'carol', 'bob', 'eve']);
  });

  it('is possible in a space that pays for nothing, and in none that does not exist', async () => {
    await succeeded(acme.eve.post('/v1/workspaces', { spaceId: 'basic', name: 'Basic' }));
    await succeeded(acme.eve.post('/v1/spaces/basic/subscription/support-requests', REQUEST));
    const [basic] = await acme.test.ports.store.readStream('support-basic');
    expect(basic?.data).toMatchObject({ memberId: 'eve', subscriptionId: null });
    const nowhere = await acme.eve.post('/v1/spaces/nowhere/subscription/support-requests', REQUEST);
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'space.unknown' } });
    expect((await acme.anyone.post(SUPPORT, REQUEST)).status).toBe(401);
  });

  it('seals what was written under the key of the person', async () => {
    await succeeded(acme.bob.post(SUPPORT, REQUEST));
    const { request } = (await recorded()).at(-1) as { request: { keyId: string; sealed: string } };
    expect(request.keyId).toBe('person-bob');
    expect(await acme.test.ports.vault.open(request)).toEqual(REQUEST);
  });

  it('is recorded once for a key, whatever revision the caller saw', async () => {
    const headers = { 'idempotency-key': 'help', 'if-match': '"0"' };
    const first = await succeeded(acme.bob.post(SUPPORT, REQUEST, headers));
    const count = (await recorded()).length;
    expect((await acme.bob.post(SUPPORT, REQUEST, headers)).body).toEqual(first.body);
    expect(await recorded()).toHaveLength(count);
  });

  it.each([
    ['subject', { ...REQUEST, subject: 'two\nlines' }],
    ['subject', { ...REQUEST, subject: 's'.repeat(201) }],
    ['subject', { message: REQUEST.message }],
    ['message', { ...REQUEST, message: 'm'.repeat(10_001) }],
    ['message', { ...REQUEST, message: ' \n ' }],
    ['message', { ...REQUEST, message: 'a\u0000b' }],
    ['message', { ...REQUEST, message: 7 }],
  ])('is refused for a wrong %s', async (name, body) => {
    const count = (await recorded()).length;
    expect(await acme.bob.post(SUPPORT, body)).toMatchObject({ status: 400, body: { errors: [{ field: name }] } });
    expect(await recorded()).toHaveLength(count);
  });
});
