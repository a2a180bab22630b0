import { Http, type Session } from '#apps/cli';
import { linkTokenIn, readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

/** Everything that only the billing owner may do (R30, R32-R38), as calls that would change nothing much. */
const OWNERS_CALLS: readonly (readonly [string, (session: Session) => Promise<unknown>])[] = [
  ['change the plan', (session) => session.change('work', { seats: 10 })],
  ['cancel', (session) => session.cancel('work')],
  ['undo a cancellation', (session) => session.undoCancellation('work')],
  ['hand over', (session) => session.handOver('work', session.memberId)],
  ['replace the card', (session) => session.replaceCard('work', 'tok_ok')],
  ['read the latest invoice', (session) => session.latestInvoice('work')],
  ['read all invoices', (session) => session.invoices('work')],
  ['read an invoice by its number', (session) => session.invoice('FA-2026-000001')],
];

describe('a billing owner who hands over', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  let subscriptionId = '';

  beforeEach(async () => {
    await quittance.workspace({ members: ['ann', 'bob', 'cleo'] });
    subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-10');
  });

  it('R33 is the only one who can', async () => {
    const bob = await quittance.signIn('bob');
    expect((await bob.refusal(() => bob.handOver('work', 'bob'))).status).toBe(403);
    const ann = await quittance.signIn('ann');
    expect((await ann.refusal(() => ann.handOver('work', 'stranger'))).code).toBe('owner.not_a_member');
    expect((await ann.handOver('work', 'bob')).events).toEqual(['BillingOwnerReassigned']);
    expect(await quittance.billing('work')).toMatchObject({
      billingOwner: { memberId: 'bob', name: 'Bob', email: 'bob@acme.example' },
    });
  });

  it.each(OWNERS_CALLS)('R40 can no longer %s, and the new owner can', async (_, call) => {
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    expect((await bob.refusal(call)).status).toBe(403);
    await ann.handOver('work', 'bob');
    expect((await ann.refusal(call)).status).toBe(403);
    await expect(call(bob)).resolves.toBeDefined();
  });

  it('R36 sees no more of the plan than any member', async () => {
    const [ann, cleo] = [await quittance.signIn('ann'), await quittance.signIn('cleo')];
    await ann.handOver('work', 'bob');
    expect(await ann.tab('work')).toEqual(await cleo.tab('work'));
    expect(await ann.tab('work')).toEqual({
      space: { id: 'work', kind: 'workspace', name: 'Work' },
      ...{ state: 'active', actions: ['contactSupport'], billingOwner: { name: 'Bob' } },
    });
  });

  it('R60 opens no link any more, the mails of the past included; the new owner opens them all', async () => {
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    const [mail] = await quittance.mails();
    const token = linkTokenIn(mail!);
    expect((await ann.invoicesByLink(token)).map(({ number }) => number)).toEqual(['FA-2026-000001']);
    expect((await bob.refusal(() => bob.invoicesByLink(token))).status).toBe(403);

    await ann.handOver('work', 'bob');
    expect((await ann.refusal(() => ann.invoicesByLink(token))).status).toBe(403);
    expect((await bob.invoicesByLink(token)).map(({ number }) => number)).toEqual(['FA-2026-000001']);

    const nobody = new Http(quittance.client.url);
    await expect(nobody.send('GET', '/v1/invoices', { query: { link: token } })).rejects.toMatchObject({ status: 401 });
    const unknown = 'x'.repeat(token.length);
    expect((await bob.refusal(() => bob.invoicesByLink(unknown))).status).toBe(404);
  });

  it('D17 receives no mail any more but the one that says so: the next invoice goes to the new owner alone', async () => {
    await (await quittance.signIn('ann')).handOver('work', 'bob');
    await quittance.advance('2026-05-02');
    expect((await readStory(quittance, subscriptionId)).mails).toEqual([
      ['2026-04-01', 'ann@acme.example', 'FA-2026-000001'],
      ['2026-04-10', 'ann@acme.example', 'ownerChanged'],
      ['2026-04-10', 'bob@acme.example', 'ownerChanged'],
      ['2026-05-01', 'bob@acme.example', 'FA-2026-000002'],
    ]);
    expect(await quittance.mails()).toHaveLength(4);
  });

  it('R31 makes the new owner of an organization its administrator', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.upgrade('acme', { by: 'ann' });
    const ann = await quittance.signIn('ann');
    await ann.handOver('acme', 'bob');
    await quittance.settle();
    const administrators = (await ann.members('acme')).filter(({ isAdministrator }) => isAdministrator);
    expect(administrators.map(({ memberId }) => memberId)).toEqual(['ann', 'bob']);
  });
});
