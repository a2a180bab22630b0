import { linkTokenIn } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('a billing owner whom the directory removes', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  /** The organization Acme, which Ann made and administers, on the plan of Bob; Cleo is a member. */
  const bobsAcme = async (): Promise<string> => {
    await quittance.organization({ members: ['ann', 'bob', 'cleo'] });
    const subscriptionId = await quittance.upgrade('acme', { by: 'bob' });
    await quittance.advance('2026-04-10');
    return subscriptionId;
  };

  const ownersFacts = async (subscriptionId: string) =>
    (await quittance.events(subscriptionId))
      .filter(({ type }) => type.includes('Owner'))
      .map(({ type, actor }) => `${type} ${actor.id}`);

  it('D8 cannot be removed by anyone in the space before the role is handed over', async () => {
    await bobsAcme();
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    for (const session of [ann, bob]) {
      expect((await session.refusal(() => session.removeMember('acme', 'bob'))).code).toBe('member.is_billing_owner');
      expect((await session.refusal(() => session.forceOut('acme', 'bob'))).code).toBe('rights.not_allowed');
    }
  });

  it('D8 R40 leaves a plan on which nobody has the rights of an owner, and everything goes on', async () => {
    await bobsAcme();
    const [mail] = await quittance.mails();
    await quittance.forceOut('acme', 'bob');
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    for (const call of [() => bob.tab('acme'), () => bob.invoices('acme'), () => bob.cancel('acme')]) {
      expect((await bob.refusal(call)).status).toBe(404);
    }
    expect((await bob.refusal(() => bob.invoicesByLink(linkTokenIn(mail!)))).status).toBe(403);
    for (const call of [() => ann.cancel('acme'), () => ann.invoices('acme'), () => ann.handOver('acme', 'ann')]) {
      expect((await ann.refusal(call)).status).toBe(403);
    }
    expect(await ann.tab('acme')).toEqual({
      space: { id: 'acme', kind: 'organization', name: 'Acme' },
      ...{ state: 'active', actions: ['contactSupport', 'claimOwnership'], billingOwner: { name: null } },
    });
    expect((await (await quittance.signIn('cleo')).tab('acme')).actions).toEqual(['contactSupport']);
  });

  it('D8 D17 sends the invoices to the billing address on file, until there is an owner again', async () => {
    const subscriptionId = await bobsAcme();
    await quittance.forceOut('acme', 'bob');
    await quittance.advance('2026-05-02');
    await (await quittance.signIn('ann')).claim('acme');
    await quittance.advance('2026-06-02');
    expect((await quittance.mails()).filter(({ kind }) => kind === 'invoice').map(({ to }) => to)).toEqual([
      'bob@acme.example',
      'billing@acme.example',
      'ann@acme.example',
    ]);
    const sent = (await quittance.events(subscriptionId)).filter(
      ({ data }) => data['kind'] === 'invoice' && 'to' in data,
    );
    expect(sent.map(({ data }) => data['recipientId'])).toEqual(['bob', null, 'ann']);
  });

  it('D8 R31 lets an administrator claim the role, who then has all of its rights', async () => {
    const subscriptionId = await bobsAcme();
    await quittance.forceOut('acme', 'bob');
    const [ann, cleo] = [await quittance.signIn('ann'), await quittance.signIn('cleo')];
    expect((await cleo.refusal(() => cleo.claim('acme'))).code).toBe('rights.not_allowed');
    expect((await ann.claim('acme')).events).toEqual(['BillingOwnershipClaimed']);
    expect((await ann.claim('acme')).events).toEqual([]);
    expect((await cleo.refusal(() => cleo.claim('acme'))).code).toBe('rights.not_allowed');
    expect(await ann.billing('acme')).toMatchObject({
      state: 'active',
      billingOwner: { memberId: 'ann', name: 'Ann' },
    });
    expect((await ann.invoices('acme')).map(({ number }) => number)).toEqual(['FA-2026-000001']);
    expect((await ann.cancel('acme')).events).toEqual(['CancellationScheduled']);
    expect(await ownersFacts(subscriptionId)).toEqual([
      'BillingOwnerWentMissing system',
      'BillingOwnershipClaimed ann',
    ]);
  });

  it('D8 cannot be claimed from an owner who is there', async () => {
    await bobsAcme();
    const [ann, eve] = [await quittance.signIn('ann'), await quittance.signIn('eve')];
    expect((await ann.refusal(() => ann.claim('acme'))).code).toBe('owner.not_missing');
    expect((await eve.refusal(() => eve.claim('acme'))).code).toBe('space.unknown');
  });

  it('D8 is owner again when the directory brings the owner back before anybody has claimed', async () => {
    const subscriptionId = await bobsAcme();
    await quittance.forceOut('acme', 'bob');
    await quittance.member('acme', 'bob');
    await quittance.settle();
    const bob = await quittance.signIn('bob');
    expect(await bob.billing('acme')).toMatchObject({ state: 'active', billingOwner: { memberId: 'bob' } });
    const ann = await quittance.signIn('ann');
    expect((await ann.refusal(() => ann.claim('acme'))).code).toBe('owner.not_missing');
    expect(await ownersFacts(subscriptionId)).toEqual([
      'BillingOwnerWentMissing system',
      'BillingOwnerReturned system',
    ]);
  });

  it('D8 gives the role to any member where no administrator is left, and R31 makes him one in an organization', async () => {
    await quittance.organization({ members: ['ann', 'cleo'] });
    await quittance.upgrade('acme', { by: 'ann' });
    await quittance.settle();
    await quittance.forceOut('acme', 'ann');
    const cleo = await quittance.signIn('cleo');
    expect((await cleo.tab('acme')).actions).toEqual(['contactSupport', 'claimOwnership']);
    await cleo.claim('acme');
    await quittance.settle();
    expect((await cleo.members('acme')).map(({ memberId, isAdministrator }) => [memberId, isAdministrator])).toEqual([
      ['cleo', true],
    ]);
    expect((await cleo.billing('acme')).actions).toContain('changePlan');
  });

  it('D8 R40 has no rights on what is left either, when the plan ends before anybody has claimed', async () => {
    await bobsAcme();
    await (await quittance.signIn('bob')).cancel('acme');
    await quittance.forceOut('acme', 'bob');
    await quittance.advance('2026-05-02');
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    expect((await bob.refusal(() => bob.invoices('acme'))).status).toBe(404);
    expect((await bob.refusal(() => bob.invoice('FA-2026-000001'))).status).toBe(404);
    expect(await ann.tab('acme')).toMatchObject({ state: 'ended', billingOwner: { name: null } });
    await quittance.upgrade('acme', { by: 'ann' });
    expect(await ann.billing('acme')).toMatchObject({ state: 'active' });
  });
});
