import type { Mail } from '#apps/cli';
import { dayOf } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('what the billing owner is told beside the invoices', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  const notices = async (): Promise<readonly Mail[]> =>
    (await quittance.mails()).filter(({ invoiceNumber }) => invoiceNumber === null);

  /** Day, kind, recipient, subject, in the order of days. */
  const told = async (): Promise<readonly string[]> =>
    (await notices()).map(({ sentAt, kind, to, subject }) => `${dayOf(sentAt)} ${kind} ${to} ${subject}`).sort();

  /** What a mail says, its lines put together again. */
  const saidOn = async (day: string): Promise<string> => {
    const [mail] = (await notices()).filter(({ sentAt }) => dayOf(sentAt) === day);
    return (mail?.text ?? '').replace(/\s+/g, ' ');
  };

  it('D16 of each failed payment, with the day on which the plan would end; and of that end', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', token: 'tok_fails_on_renewal' });
    const { did } = await quittance.advance('2026-05-09');
    const failed = 'paymentFailed ann@acme.example Payment of invoice FA-2026-000002 failed – Work';
    expect(await told()).toEqual([
      `2026-05-01 ${failed}`,
      `2026-05-04 ${failed}`,
      `2026-05-06 ${failed}`,
      '2026-05-08 lapsed ann@acme.example Your Premium plan has ended – Work',
    ]);
    // The mails of the renewal's invoice and of the credit note too.
    expect(did).toMatchObject({ retries: 3, ended: 1, mails: 2 + 4 });

    expect(await saidOn('2026-05-01')).toContain(
      'Your Premium plan has been renewed, but your payment method could not be charged €67.45 for invoice FA-2026-000002. ' +
        'We will try again on 4 May 2026. Unless the invoice is paid, the plan ends on 8 May 2026.',
    );
    expect(await saidOn('2026-05-04')).toContain('We will try again on 6 May 2026.');
    expect(await saidOn('2026-05-06')).toContain('We will try again on 8 May 2026.');
    // Seven of the 31 days of May are owed: 67.45 less round(67.45 × 7/31) = 67.45 - 15.23.
    expect(await saidOn('2026-05-08')).toContain(
      'Your Premium plan ended on 8 May 2026, because the last attempt to collect invoice FA-2026-000002 failed. ' +
        'The days from then on are not charged: €52.22 is credited on that invoice.',
    );
  });

  it('D16 once, when the next try succeeds', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', token: 'tok_recovers_on_retry' });
    await quittance.advance('2026-05-20');
    expect(await told()).toEqual([
      '2026-05-01 paymentFailed ann@acme.example Payment of invoice FA-2026-000002 failed – Work',
    ]);
  });

  it('D12 of seats that are kept because members had outgrown a decrease', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', seats: 10 });
    await (await quittance.signIn('ann')).change('work', { seats: 2 });
    for (const memberId of ['cleo', 'dan']) await quittance.member('work', memberId);
    await quittance.advance('2026-05-02');
    expect(await told()).toEqual(['2026-05-01 seatsKept ann@acme.example Your plan continues with 4 seats – Work']);
    expect(await saidOn('2026-05-01')).toContain(
      'Your plan was to go down to 2 seats on 1 May 2026. That could not be done, because there are 4 members.',
    );
  });

  it('R48 of a cancellation, R33 of a hand-over, to the new owner and to the former one', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-10');
    await (await quittance.signIn('ann')).handOver('work', 'bob');
    await quittance.advance('2026-04-12');
    await (await quittance.signIn('bob')).cancel('work');
    await quittance.advance('2026-05-10');
    expect(await told()).toEqual([
      '2026-04-10 ownerChanged ann@acme.example You are no longer the billing owner – Work',
      '2026-04-10 ownerChanged bob@acme.example You are now the billing owner – Work',
      '2026-04-12 cancelled bob@acme.example Your plan ends on 1 May 2026 – Work',
    ]);
    // R52: each leads to the billing tab, and none brings the link to the invoices.
    for (const { text, html } of await notices()) {
      expect(text.trimEnd().split('\n').at(-1)).toBe(`${quittance.client.url}/billing/work`);
      expect(html).not.toContain('/i/');
    }
  });

  it('D11 before a trial ends, of what follows: the charge', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true });
    await quittance.advance('2026-05-02');
    expect(await told()).toEqual(['2026-04-28 trialEnding ann@acme.example Your trial ends on 30 April 2026 – Work']);
    expect(await saidOn('2026-04-28')).toContain(
      'The plan then starts on 1 May 2026 (5 seats, monthly), and your payment method will be charged €67.45.',
    );
  });

  it('D11 before a trial without a card ends, and when it has, on Basic and without an invoice', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true, token: null });
    await quittance.advance('2026-05-02');
    expect(await told()).toEqual([
      '2026-04-28 trialEnding ann@acme.example Your trial ends on 30 April 2026 – Work',
      '2026-05-01 trialEnded ann@acme.example Your trial has ended – Work',
    ]);
    expect(await saidOn('2026-04-28')).toContain('No payment method is on file, so your space then goes back to Basic');
    expect(await saidOn('2026-05-01')).toContain('Your trial of the Premium plan ended on 30 April 2026.');
    expect(await quittance.mails()).toHaveLength(2);
  });

  it('R61 in the language of the plan', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', details: { locale: 'fr' } });
    await (await quittance.signIn('ann')).cancel('work');
    expect(await told()).toEqual([
      '2026-04-01 cancelled ann@acme.example Votre abonnement prend fin le 1er mai 2026 – Work',
    ]);
    expect(await notices()).toMatchObject([{ language: 'fr' }]);
  });
});
