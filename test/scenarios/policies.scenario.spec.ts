import { linkTokenIn } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('the policy owner-and-admins', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  /** Ann made the workspace and administers it, Bob owns its plan, Cleo is a member. */
  const bobsWork = async (): Promise<void> => {
    await quittance.workspace({ members: ['ann', 'bob', 'cleo'] });
    await quittance.upgrade('work', { by: 'bob' });
    await quittance.advance('2026-04-10');
  };

  it('D9 is given by sales alone, and captured by the subscription', async () => {
    await bobsWork();
    const bob = await quittance.signIn('bob');
    expect((await bob.refusal(() => bob.sales.adoptPolicy('work', 'owner-and-admins'))).code).toBe(
      'rights.not_allowed',
    );
    const sam = await quittance.salesStaff();
    expect((await sam.refusal(() => sam.sales.adoptPolicy('work', 'everybody'))).code).toBe('policy.unknown');
    expect((await sam.refusal(() => sam.sales.adoptPolicy('nowhere', 'owner-only'))).code).toBe('space.unknown');
    expect((await sam.sales.adoptPolicy('work', 'owner-and-admins')).events).toEqual(['PolicyAdopted']);
    expect((await sam.sales.adoptPolicy('work', 'owner-and-admins')).events).toEqual([]);
  });

  it('D9 lets administrators act on a plan that is paid by card, and takes nothing from the owner', async () => {
    await bobsWork();
    const [ann, bob, cleo] = await Promise.all(['ann', 'bob', 'cleo'].map((who) => quittance.signIn(who)));
    expect((await ann!.refusal(() => ann!.change('work', { seats: 10 }))).code).toBe('rights.not_allowed');
    await (await quittance.salesStaff()).sales.adoptPolicy('work', 'owner-and-admins');

    expect((await ann!.change('work', { seats: 10 })).events).toEqual(['SeatsChanged']);
    expect(await ann!.billing('work')).toMatchObject({
      ...{ seats: { purchased: 10, used: 3 }, billingOwner: { memberId: 'bob' } },
    });
    expect((await ann!.billing('work')).actions).not.toContain('assignBillingOwner');
    expect((await ann!.refusal(() => ann!.handOver('work', 'ann'))).code).toBe('rights.not_allowed');
    expect((await ann!.invoices('work')).map(({ number }) => number)).toEqual(['FA-2026-000002', 'FA-2026-000001']);
    expect((await cleo!.refusal(() => cleo!.cancel('work'))).code).toBe('rights.not_allowed');
    expect((await bob!.cancel('work')).events).toEqual(['CancellationScheduled']);
  });

  it('D9 R60 opens the link of a mail to the owner alone', async () => {
    await bobsWork();
    await (await quittance.salesStaff()).sales.adoptPolicy('work', 'owner-and-admins');
    const [mail] = await quittance.mails();
    const token = linkTokenIn(mail!);
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    expect((await ann.refusal(() => ann.invoicesByLink(token))).code).toBe('rights.not_allowed');
    expect((await bob.invoicesByLink(token)).map(({ number }) => number)).toEqual(['FA-2026-000001']);
    await quittance.advance('2026-05-02');
    expect((await quittance.mails()).map(({ to }) => to)).toEqual(['bob@acme.example', 'bob@acme.example']);
  });

  it('D9 leaves a plan that is paid by invoice to its owner', async () => {
    await quittance.workspace({ members: ['ann', 'bob'] });
    await quittance.arrange('work', { owner: 'bob' });
    const sam = await quittance.salesStaff();
    await sam.sales.adoptPolicy('work', 'owner-and-admins');
    const ann = await quittance.signIn('ann');
    expect((await ann.refusal(() => ann.change('work', { seats: 30 }))).code).toBe('rights.not_allowed');
    expect(await sam.sales.requests()).toEqual([]);
    expect(await ann.tab('work')).not.toHaveProperty('plan');
  });
});
