import {
  CreateSpaceCommand,
  PutMemberCommand,
  RequestUpgradeCommand,
  type CommandContext,
  type SettledOutcome,
} from '#application';
import type { Command } from '@nestjs/cqrs';
import type { Mailer } from '#invoicing';
import { RetryLater } from '#jobs';
import { Engine } from '../support/engine.js';

const details = {
  name: 'Atelier SARL',
  email: 'compta@atelier.example',
  address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
};

describe('TimeTravel', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.start('2026-04-01T08:00:00.000Z');
  });
  afterEach(() => engine.stop());

  const upgraded = async (spaceId: string, plan = 'premium'): Promise<string> => {
    const run = <T>(command: (context: CommandContext) => Command<T>): Promise<T> => engine.execute(command, 'ann');
    const profile = { name: 'Ann', email: 'ann@atelier.example', locale: null };
    const terms = { spaceId, plan, cycle: 'monthly', seats: 5 } as const;
    await run(
      (context) => new CreateSpaceCommand({ kind: 'workspace', spaceId, name: spaceId, createdBy: 'ann' }, context),
    );
    await run((context) => new PutMemberCommand({ spaceId, memberId: 'ann', profile }, context));
    const { subscriptionId }: SettledOutcome = await run(
      (context) => new RequestUpgradeCommand({ ...terms, billingDetails: details, paymentToken: 'tok_ok' }, context),
    );
    return subscriptionId;
  };
  const renewalsOf = async (subscriptionId: string): Promise<string[]> =>
    (await engine.recorded())
      .filter(({ type, stream }) => type === 'SubscriptionRenewed' && stream.endsWith(subscriptionId))
      .map(({ metadata }) => metadata.recordedAt);

  it('lets each renewal happen at the first instant of its day in the zone of the subscription', async () => {
    const subscription = await upgraded('w1');
    const did = await engine.advance('2026-07-01T08:00:00.000Z');

    expect(did).toMatchObject({ renewals: 3, invoices: 3, mails: 3, payments: 3, retries: 0 });
    // Midnight in Paris, in summer.
    expect(await renewalsOf(subscription)).toEqual([
      ...['2026-04-30T22:00:00.000Z', '2026-05-31T22:00:00.000Z', '2026-06-30T22:00:00.000Z'],
    ]);
  });

  it('finishes one instant before it goes to the next: payment, invoice and mail carry it too', async () => {
    await upgraded('w1');
    await engine.advance('2026-06-15T08:00:00.000Z');
    const instants = (await engine.recorded())
      .filter(({ type }) => ['SubscriptionRenewed', 'InvoiceIssued', 'PaymentSettled', 'MailSent'].includes(type))
      .map(({ metadata }) => metadata.recordedAt);
    expect(instants).toEqual([...instants].sort());
    expect(instants.filter((instant) => instant === '2026-05-31T22:00:00.000Z')).toHaveLength(4);
  });

  it('never goes back, and takes the present for no way at all', async () => {
    await expect(engine.advance('2026-03-31T08:00:00.000Z')).rejects.toMatchObject({ code: 'clock.backwards' });
    expect(await engine.advance('2026-04-01T08:00:00.000Z')).toMatchObject({ renewals: 0 });
  });

  it('makes two journeys at once one after the other', async () => {
    const subscription = await upgraded('w1');
    await Promise.all([engine.advance('2026-06-15T08:00:00.000Z'), engine.advance('2026-08-15T08:00:00.000Z')]);
    expect(await renewalsOf(subscription)).toHaveLength(4);
  });

  it('goes on with the others when one renewal is refused and waits for a person', async () => {
    const gone = await upgraded('w1', 'premium');
    const other = await upgraded('w2', 'business');
    const [present] = engine.ports.catalogFile.versions;
    const { premium: _, ...plans } = present!.plans;
    await engine.publish({ ...present!, version: '2026-05', effectiveFrom: '2026-05-01', plans });
    await engine.advance('2026-07-15T08:00:00.000Z');

    expect(await renewalsOf(gone)).toEqual([]);
    expect(await renewalsOf(other)).toHaveLength(3);
    expect(await engine.ports.queue.parked()).toMatchObject([
      {
        id: `renewal_0_0_${gone}`,
        kind: 'due',
        attempts: 1,
        lastError: expect.stringContaining('plan.unknown') as string,
      },
    ]);
  });

  it('says so when what is due does not get done, and goes on once it does', async () => {
    await engine.stop();
    let isHeldUp = true;
    const holdUp =
      (mailer: Mailer): Mailer['send'] =>
      async (mail) => {
        if (isHeldUp) throw new RetryLater('the mail server is away', 20);
        return mailer.send(mail);
      };
    engine = await Engine.start(
      '2026-04-01T08:00:00.000Z',
      ({ mailer }) => ({ mailer: Object.assign(Object.create(mailer) as Mailer, { send: holdUp(mailer) }) }),
      { stalledAfterMs: 100 },
    );
    const subscription = await upgraded('w1');

    await expect(engine.advance('2026-05-15T08:00:00.000Z')).rejects.toMatchObject({ code: 'clock.stalled' });
    expect(await renewalsOf(subscription)).toEqual([]);
    isHeldUp = false;
    await engine.advance('2026-05-15T08:00:00.000Z');
    expect(await renewalsOf(subscription)).toHaveLength(1);
  });
});
