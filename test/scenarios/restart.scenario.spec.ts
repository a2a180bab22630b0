import { linkTokenIn, periodsOf, readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('a process that is stopped and started on the same folder', () => {
  const quittance = useQuittance({ now: '2026-01-31' });

  it('has lost nothing, keeps the time, and goes on', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-03-10T12:34:56.789Z');
    const before = {
      story: await readStory(quittance, subscriptionId),
      billing: await quittance.billing('work'),
      invoices: await quittance.invoices('work'),
      mails: await quittance.mails(),
    };

    await quittance.restart();
    expect(await quittance.now()).toBe('2026-03-10T12:34:56.789Z');
    expect({
      story: await readStory(quittance, subscriptionId),
      billing: await quittance.billing('work'),
      invoices: await quittance.invoices('work'),
      mails: await quittance.mails(),
    }).toEqual(before);

    await quittance.advance('2026-05-01');
    const invoices = await quittance.invoices('work');
    expect(invoices.map(({ number }) => number)).toEqual([1, 2, 3, 4].map((n) => `FA-2026-00000${n}`));
    expect(periodsOf(invoices).slice(2)).toEqual(['2026-03-31..2026-04-30', '2026-04-30..2026-05-31']);
    expect((await quittance.mails()).map(({ invoiceNumber }) => invoiceNumber)).toEqual(
      invoices.map(({ number }) => number),
    );
  });

  it('gives the first answer again to a key that it answered before', async () => {
    await quittance.workspace();
    const first = await quittance.upgrade('work', { by: 'ann', key: 'confirm-1' });
    await quittance.restart();
    expect(await quittance.upgrade('work', { by: 'ann', key: 'confirm-1' })).toBe(first);
    expect(await quittance.invoices('work')).toHaveLength(1);
  });

  it('knows its links, whatever the port', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
    const [mail] = await quittance.mails();
    await quittance.restart();
    expect(await (await quittance.signIn('ann')).invoicesByLink(linkTokenIn(mail!))).toHaveLength(1);
  });
});
