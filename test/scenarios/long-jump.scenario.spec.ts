import type { AuditEvent } from '#apps/cli';
import { QuittanceUnderTest } from '#test/support/quittance';

const MONTHS = 25;

/** The 10th of each month, so that no step ends where a period does. */
const steps = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => new Date(Date.UTC(2026, 1 + n, 10)).toISOString().slice(0, 10));

/** Three plans with something coming: one that shrinks, one for a year, one that ends. */
const begin = async (quittance: QuittanceUnderTest): Promise<readonly string[]> => {
  await quittance.start({ now: '2026-01-31' });
  for (const spaceId of ['shrinks', 'yearly', 'ends']) await quittance.workspace({ spaceId });
  const ann = await quittance.signIn('ann');
  const ids = [
    await quittance.upgrade('shrinks', { by: 'ann', seats: 10, key: 'shrinks' }),
    await quittance.upgrade('yearly', { by: 'ann', plan: 'business', cycle: 'annual', key: 'yearly' }),
    await quittance.upgrade('ends', { by: 'ann', key: 'ends' }),
  ];
  await ann.change('shrinks', { seats: 3 });
  await ann.cancel('ends');
  return ids;
};

const EVENT_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** An event without what every run has anew: ids, the place among all events, and secrets. */
const comparable = ({ stream, revision, type, recordedAt, effectiveOn, actor, data }: AuditEvent): string => {
  const kept = { stream, revision, type, recordedAt, effectiveOn, actor, data: { ...data, linkHash: null } };
  return JSON.stringify(kept).replace(EVENT_ID, '-');
};

const historyOf = async (quittance: QuittanceUnderTest, ids: readonly string[]): Promise<string[]> => {
  const events = await Promise.all(ids.map((id) => quittance.events(id)));
  return events.flat().map(comparable).sort();
};

describe('25 months', () => {
  const jumping = new QuittanceUnderTest();
  const walking = new QuittanceUnderTest();

  afterEach(async () => {
    await jumping.stop();
    await walking.stop();
  });

  it('M16, M17 in one jump make the same history as in 25 steps', async () => {
    const days = steps(MONTHS);
    const jumped = await begin(jumping);
    await jumping.advance(days.at(-1)!);
    const walked = await begin(walking);
    for (const day of days) await walking.advance(day);

    const history = await historyOf(jumping, jumped);
    expect(history).toEqual(await historyOf(walking, walked));
    // 24 renewals of the one that shrinks, from February to January, and 2 of the yearly one; with each an invoice, a
    // mail and a payment, as with each of the three starts. One more mail tells that one was cancelled.
    expect(history.filter((event) => event.includes('"SubscriptionRenewed"'))).toHaveLength(26);
    expect(history.filter((event) => event.includes('"InvoiceIssued"'))).toHaveLength(26 + 3);
    expect(history.filter((event) => event.includes('"MailSent"'))).toHaveLength(26 + 3 + 1);
    expect(history.filter((event) => event.includes('"PaymentSettled"'))).toHaveLength(26 + 3);
    expect(history.filter((event) => event.includes('"SubscriptionEnded"'))).toHaveLength(1);
    const [, first] = await jumping.invoices('shrinks');
    expect(first).toMatchObject({ issuedOn: '2026-02-28', net: { minor: 40_47 }, lines: [{ seats: 3 }] });
  });
});
