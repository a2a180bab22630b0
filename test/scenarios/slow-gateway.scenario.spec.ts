import { readStory } from '#test/support/history';
import { BILLING_DETAILS, QuittanceUnderTest } from '#test/support/quittance';

/** The gateway is waited for on the clock of the machine: this takes 10 s, and 5 s more until it is asked again. */
const PATIENCE_MS = 60_000;

const request = (token: string) => ({
  ...{ plan: 'premium', cycle: 'monthly' as const, seats: 5 },
  ...{ billingDetails: BILLING_DETAILS, paymentMethod: { token } },
});

/** Ann upgrades `late`, whose payment goes through unheard, and `never`, whose payment is declined unheard. */
const upgradeBoth = async (quittance: QuittanceUnderTest) => {
  await quittance.start({ now: '2026-04-01' });
  for (const spaceId of ['late', 'never']) await quittance.workspace({ spaceId });
  const ann = await quittance.signIn('ann');
  const upgrade = (spaceId: string, token: string) =>
    ann.send<{ readonly subscriptionId: string; readonly state: string }>(
      ...(['POST', `/v1/spaces/${spaceId}/subscription`, { body: request(token) }] as const),
    );
  return Promise.all([upgrade('late', 'tok_timeout_then_ok'), upgrade('never', 'tok_timeout_then_declined')]);
};

const idsOf = (answers: Awaited<ReturnType<typeof upgradeBoth>>): string[] =>
  answers.map(({ body }) => body.subscriptionId);

const expectPending = async (quittance: QuittanceUnderTest) => {
  const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
  // Only the owner-to-be sees that it is pending; to all others nothing has happened yet.
  expect(await ann.tab('late')).toMatchObject({ state: 'paymentPending', actions: ['contactSupport'] });
  expect(await bob.tab('late')).toMatchObject({ state: 'none' });
  expect((await bob.refusal(() => bob.upgrade('late', request('tok_ok')))).code).toBe('payment.pending');
};

const expectSettled = async (quittance: QuittanceUnderTest, [late, never]: readonly string[]) => {
  await quittance.settle();
  const ann = await quittance.signIn('ann');
  expect(await ann.tab('late')).toMatchObject({ state: 'active', latestInvoice: { status: 'paid' } });
  expect(await ann.tab('never')).toMatchObject({ state: 'none' });
  expect(await readStory(quittance, late!)).toEqual({
    upgrade: ['2026-04-01 UpgradeRequested ann', '2026-04-01 UpgradeCompleted system'],
    subscription: ['2026-04-01 SubscriptionOpened system', '2026-04-01 PlanUpgraded system'],
    payments: [['2026-04-01', 'start', 67_45, 'settled']],
    invoices: [['2026-04-01', 'FA-2026-000001', 'start', [67_45], 67_45]],
    mails: [['2026-04-01', 'ann@acme.example', 'FA-2026-000001']],
  });
  // D6
  expect(await readStory(quittance, never!)).toEqual({
    upgrade: ['2026-04-01 UpgradeRequested ann', '2026-04-01 UpgradeFailed system'],
    subscription: [],
    payments: [['2026-04-01', 'start', 67_45, 'failed: declined']],
    invoices: [],
    mails: [],
  });
  expect(await quittance.mails()).toHaveLength(1);
};

describe('a gateway whose answer is lost', () => {
  const running = new QuittanceUnderTest();
  const restarted = new QuittanceUnderTest();

  afterEach(async () => {
    await running.stop();
    await restarted.stop();
  });

  // All of it in one test, because it waits on the clock of the machine.
  it(
    'lets the command answer 202 after ten seconds; the outcome follows by itself, over a restart too',
    async () => {
      const begunAtMs = performance.now();
      const [answers, othersAnswers] = await Promise.all([upgradeBoth(running), upgradeBoth(restarted)]);
      expect(performance.now() - begunAtMs).toBeGreaterThan(9_900);
      for (const { status, body } of [...answers, ...othersAnswers]) {
        expect([status, body]).toMatchObject([202, { state: 'paymentPending', revision: -1 }]);
      }
      await Promise.all([expectPending(running), restarted.restart()]);
      await expectSettled(running, idsOf(answers));
      await expectSettled(restarted, idsOf(othersAnswers));
    },
    PATIENCE_MS,
  );
});
