import { useQuittance } from '#test/support/quittance';

/** What the pages of the upgrade and of the billing tab rest on, as the API says it. */
describe('the upgrade and the billing tab', () => {
  const quittance = useQuittance({ now: '2026-04-01' });
  const UPGRADE = { plan: 'premium', cycle: 'monthly' as const, seats: 5 };
  const DETAILS = {
    name: 'Acme SAS',
    email: 'billing@acme.example',
    address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
  };

  it('R19, R21 plan, cycle and seats are chosen, for the space that the address names, and nothing else', async () => {
    await quittance.workspace();
    const ann = await quittance.signIn('ann');
    const odd = { ...UPGRADE, billingDetails: DETAILS, paymentMethod: { token: 'tok_ok' }, price: 1 };
    const refused = await ann.refusal(() => ann.upgrade('work', odd));
    expect([refused.status, refused.problem.errors.map(({ field }) => field)]).toEqual([400, ['price']]);
    await quittance.upgrade('work', { by: 'ann', plan: 'business', cycle: 'annual', seats: 3 });
    expect(await ann.billing('work')).toMatchObject({ plan: 'business', cycle: 'annual', seats: { purchased: 3 } });
  });

  it('R22, R23 asks for billing details and a payment method, and before the confirmation nothing exists', async () => {
    await quittance.workspace();
    const ann = await quittance.signIn('ann');
    const { body: preview } = await ann.send<{ total: { minor: number } }>('POST', '/v1/spaces/work/subscription', {
      body: UPGRADE,
      query: { preview: true },
    });
    expect(preview.total.minor).toBe(67_45);
    const refused = await ann.refusal(() => ann.send('POST', '/v1/spaces/work/subscription', { body: UPGRADE }));
    expect(refused.problem.errors.map(({ field }) => field)).toEqual(['billingDetails', 'paymentMethod']);
    expect(await ann.tab('work')).toMatchObject({ state: 'none' });
    expect(await quittance.mails()).toEqual([]);
  });

  it('R24 a failed upgrade names the support contact', async () => {
    await quittance.workspace();
    const ann = await quittance.signIn('ann');
    const failed = await ann.refusal(() => quittance.upgrade('work', { by: 'ann', token: 'tok_declined' }));
    expect([failed.status, failed.problem.contact]).toEqual([402, 'support@quittance.example']);
  });

  it('R41, R42, R47 the tab of the owner offers these actions, and End trial in a trial only', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true });
    const ann = await quittance.signIn('ann');
    const six = ['changePlan', 'seeSeatsUsed', 'editBillingDetails', 'assignBillingOwner', 'contactSupport'];
    const inTrial = (await ann.billing('work')).actions;
    expect(inTrial).toEqual(expect.arrayContaining([...six, 'cancelPlan', 'endTrial']));
    await quittance.advance('2026-05-02');
    const paid = (await ann.billing('work')).actions;
    expect(paid).toEqual(expect.arrayContaining([...six, 'downloadLatestInvoice', 'cancelPlan']));
    expect(paid).not.toContain('endTrial');
  });

  it('R43, R44, R56 a team is managed under the team alone: its plan, its cancellation and its latest invoice', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.team('acme', { spaceId: 'design', members: ['dora', 'eli'] });
    await quittance.upgrade('design', { by: 'dora', seats: 2 });
    const [ann, dora] = [await quittance.signIn('ann'), await quittance.signIn('dora')];
    expect((await dora.latestInvoice('design')).number).toBe('FA-2026-000001');
    expect((await ann.refusal(() => ann.latestInvoice('acme'))).status).toBe(404);
    expect((await ann.refusal(() => ann.cancel('design'))).status).toBeGreaterThanOrEqual(403);
    expect((await dora.cancel('design')).events).toEqual(['CancellationScheduled']);
  });

  it('R45 the owner of an organization administers it, and so reaches its console', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.upgrade('acme', { by: 'ann', owner: 'bob' });
    await quittance.settle();
    const bob = await quittance.signIn('bob');
    await bob.putMember('acme', 'carl', { name: 'Carl', email: 'carl@acme.example' });
    expect((await bob.billing('acme')).state).toBe('active');
  });

  it('R34, R52 each invoice is mailed to the owner, and a notice links the billing tab of its space', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-05-02');
    await (await quittance.signIn('ann')).cancel('work');
    const mails = await quittance.mails();
    expect(mails.map(({ to, kind, invoiceNumber }) => [to, kind, invoiceNumber])).toEqual([
      ['ann@acme.example', 'invoice', 'FA-2026-000001'],
      ['ann@acme.example', 'invoice', 'FA-2026-000002'],
      ['ann@acme.example', 'cancelled', null],
    ]);
    expect(mails.at(-1)?.text).toMatch(/\/billing\/work\s*$/);
  });

  it('R49 neither an upgrade, nor a downgrade, nor the end of a plan loses a member or an invoice', async () => {
    await quittance.workspace({ members: ['ann', 'bob'] });
    await quittance.upgrade('work', { by: 'ann', plan: 'business', seats: 5 });
    const ann = await quittance.signIn('ann');
    const members = async (): Promise<string[]> => (await ann.members('work')).map(({ memberId }) => memberId).sort();
    await ann.change('work', { plan: 'premium', seats: 2 });
    await quittance.advance('2026-05-02');
    expect([(await ann.billing('work')).plan, await members()]).toEqual(['premium', ['ann', 'bob']]);
    await ann.cancel('work');
    await quittance.advance('2026-06-02');
    expect([(await ann.billing('work')).state, await members()]).toEqual(['ended', ['ann', 'bob']]);
    expect((await ann.invoices('work')).map(({ number }) => number)).toEqual(['FA-2026-000002', 'FA-2026-000001']);
  });
});
