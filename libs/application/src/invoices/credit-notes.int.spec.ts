import { setTimeout as delay } from 'node:timers/promises';
import type { CreditNoteIssued, InvoiceIssued, LocalDate, SubscriptionCommand } from '#domain';
import { decode } from '#event-catalog';
import { Checkpoints, isChained, type Position, type RecordedEvent } from '#event-store';
import { SqliteCheckpoints, SqliteEventStore } from '#event-store/embedded';
import { openDatabase } from '#platform/sqlite';
import {
  decideSubscription,
  endWithCredit,
  finished,
  HALF_OF_APRIL,
  openFixture,
  openSubscription,
  seriesWriters,
  type Fixture,
  type SeriesWriters,
} from '../testing/index.js';

const INVOICES = 'invoiceSeries-main-invoice-2026';
const CREDIT_NOTES = 'invoiceSeries-main-creditNote-2026';

/** Dies between what was issued and its checkpoint, as often as it is told. */
class DyingCheckpoints extends Checkpoints {
  saves = 0;
  constructor(private deaths: number) {
    super();
  }
  override read(): Promise<Position> {
    return Promise.resolve('' as Position);
  }
  override save(): Promise<void> {
    this.saves += 1;
    return this.deaths-- > 0 ? Promise.reject(new Error('died before the checkpoint')) : Promise.resolve();
  }
}

describe('the writer of credit notes', () => {
  let fixture: Fixture;
  const errors: unknown[] = [];
  const running: { stop(): Promise<void> }[] = [];

  beforeEach(async () => {
    fixture = await openFixture();
    errors.length = 0;
  });
  afterEach(async () => {
    await stopAll();
    await fixture.close();
  });

  const stopAll = async (): Promise<void> => {
    for (const writer of running.splice(0).reverse()) await writer.stop();
  };
  const writersOn = (options: Parameters<typeof seriesWriters>[2] = {}): SeriesWriters =>
    seriesWriters(fixture, (error) => errors.push(error), options);
  const start = async ({ invoices, creditNotes }: SeriesWriters): Promise<void> => {
    running.push(invoices, creditNotes);
    await invoices.start();
    await creditNotes.start();
  };
  const startAndFinish = async (writers = writersOn()): Promise<SeriesWriters> => {
    await start(writers);
    await finished(fixture, writers);
    return writers;
  };
  const openMany = async (from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i += 1) await openSubscription(fixture, `sub_${i}`);
  };
  const endMany = async (from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i += 1) await endWithCredit(fixture, `sub_${i}`, '2026-04-16');
  };
  const decide = (command: SubscriptionCommand, subscriptionId = 'sub_0') =>
    decideSubscription(fixture, subscriptionId, command);
  const documents = async <E extends InvoiceIssued | CreditNoteIssued>(
    stream: string,
  ): Promise<(E['data'] & { recorded: RecordedEvent })[]> =>
    (await fixture.store.readStream(stream)).map((recorded) => ({ ...decode<E>(recorded).data, recorded }));
  const issued = (stream = CREDIT_NOTES) => documents<CreditNoteIssued>(stream);
  const numbers = async (stream = CREDIT_NOTES): Promise<string[]> =>
    (await issued(stream)).map(({ number, corrects }) => `${number} ${corrects.join(' ')}`);

  it('D18 numbers them 1..n in a series of their own, each of the invoice of its period', async () => {
    await openMany(0, 9);
    await endMany(2, 7);
    await startAndFinish();

    expect(await numbers()).toEqual([
      'AV-2026-000001 FA-2026-000003',
      'AV-2026-000002 FA-2026-000004',
      'AV-2026-000003 FA-2026-000005',
      'AV-2026-000004 FA-2026-000006',
      'AV-2026-000005 FA-2026-000007',
    ]);
    expect(await fixture.store.readStream(INVOICES)).toHaveLength(9);
    const recorded = (await issued()).map((note) => note.recorded);
    expect(recorded.every((event, i) => isChained(event, recorded[i - 1]?.metadata.hash ?? ''))).toBe(true);
    expect(errors).toEqual([]);
  });

  it('prints what the fact gave back, in the language and with the address of the buyer', async () => {
    await openMany(0, 1);
    await endMany(0, 1);
    await startAndFinish();

    const [note] = await issued();
    const { id } = (await fixture.store.readStream('subscription-sub_0')).at(-1)!;
    expect(note).toMatchObject({
      ...{ key: `credit:${id}`, kind: 'creditNote', reason: 'supersede', issuedOn: '2026-04-01', language: 'en' },
      ...{ net: -HALF_OF_APRIL, taxes: [], total: -HALF_OF_APRIL, reducesOpen: 0, reductions: [] },
      lines: [
        {
          ...{ kind: 'credit', seats: 5, unitPrice: 13_49, amount: -HALF_OF_APRIL },
          period: { start: '2026-04-16', end: '2026-05-01' },
          description: 'Credit: Premium, 5 seats, monthly, unused days, 16 April 2026 to 30 April 2026',
        },
      ],
      refunds: [{ paymentId: 'pay_sub_0', amount: HALF_OF_APRIL }],
    });
    expect(note).not.toHaveProperty('dueOn');
    expect(note!.buyer.keyId).toBe('documents-sub_0');
    expect(await fixture.vault.open(note!.buyer)).toEqual({ name: 'Buyer Ltd' });
    expect(note!.recorded.metadata).toMatchObject({ causationId: id, actor: { role: 'system' } });
  });

  it('refers to all invoices of the period, in the order of their issue, and to none of another', async () => {
    const catalog = await fixture.catalogs.all();
    const by = { memberId: 'ann', isMember: true, isAdministrator: false, isSales: false };
    await openMany(0, 2);
    // April ends, and ten seats in May are paid for twice: five from the first day on, five from the sixteenth.
    await decide({ type: 'RenewSubscription', data: { today: '2026-05-01', catalog, seatsTaken: 2, supersedes: [] } });
    const may = { paymentId: 'pay_may', invoiceNumber: 'FA-2026-000003', term: 0, k: 1, today: '2026-05-01' } as const;
    await decide({ type: 'RecordPaymentReceived', data: { ...may, net: 67_45 } });
    const today: LocalDate = '2026-05-16';
    await decide({
      type: 'ChangePlan',
      data: { by, today, catalog, seatsTaken: 2, seats: 10, paymentId: 'pay_seats' },
    });
    await decide({ type: 'SettlePaidChange', data: { paymentId: 'pay_seats' } });
    await endWithCredit(fixture, 'sub_0', '2026-05-16');
    await startAndFinish();

    expect(await numbers()).toEqual(['AV-2026-000001 FA-2026-000003 FA-2026-000004']);
    // 16 of 31 days of ten seats: what was paid last goes back first.
    const [note] = await issued();
    expect(note!.refunds.map(({ paymentId }) => paymentId)).toEqual(['pay_may', 'pay_seats']);
  });

  it('D13 of a new term refers to the period that it cuts, not to the one that it opens', async () => {
    const cheap = { ...(await fixture.catalogs.all())[0]!, version: 'cheap', effectiveFrom: '2026-04-10' } as const;
    const plans = { ...cheap.plans, premium: { ...cheap.plans['premium']!, monthlyPerSeat: { EUR: 50 } } };
    await fixture.catalogs.publish([{ ...cheap, plans }]);
    const catalog = await fixture.catalogs.all();
    const by = { memberId: 'ann', isMember: true, isAdministrator: false, isSales: false };
    await openMany(0, 1);
    const [changed] = await decide({
      type: 'ChangePlan',
      data: { by, today: '2026-04-16', catalog, seatsTaken: 2, cycle: 'annual', paymentId: 'pay_none' },
    });
    await startAndFinish();

    // A year for 25.00, which 33.72 of unused days more than pay for.
    expect(changed).toMatchObject({ type: 'CycleChanged', data: { bill: { net: 0 }, credit: { net: -8_72 } } });
    expect(await numbers()).toEqual(['AV-2026-000001 FA-2026-000001']);
    expect(await fixture.store.readStream(INVOICES)).toHaveLength(2);
  });

  it('D16 M14 takes off an open invoice what its period was not used for, and refunds nothing', async () => {
    const catalog = await fixture.catalogs.all();
    await openMany(0, 1);
    await decide({ type: 'RenewSubscription', data: { today: '2026-05-01', catalog, seatsTaken: 2, supersedes: [] } });
    const about = { invoiceNumber: 'FA-2026-000002', reason: 'declined', term: 0, k: 1 } as const;
    await decide({ type: 'RecordRenewalFailure', data: { ...about, paymentId: 'pay_1', today: '2026-05-01' } });
    for (const [i, today] of (['2026-05-04', '2026-05-06', '2026-05-08'] as const).entries()) {
      const paymentId = `pay_again_${i}`;
      await decide({ type: 'RetryRenewalPayment', data: { paymentId, today } });
      await decide({ type: 'RecordRenewalFailure', data: { ...about, paymentId, today } });
    }
    await startAndFinish();

    // 67.45 less round(67.45 × 7/31) = 15.23.
    expect(await issued()).toMatchObject([
      {
        ...{ number: 'AV-2026-000001', reason: 'correction', net: -52_22, reducesOpen: 52_22, refunds: [] },
        corrects: ['FA-2026-000002'],
        reductions: [{ number: 'FA-2026-000002', amount: 52_22 }],
      },
    ]);
  });

  it('waits for invoices that do not stand yet, and reports no error', async () => {
    await openMany(0, 3);
    await endMany(0, 3);
    const { invoices, creditNotes } = writersOn();
    running.push(invoices, creditNotes);
    await creditNotes.start();
    await delay(50);
    expect(await issued()).toEqual([]);
    await invoices.start();
    await finished(fixture, { invoices, creditNotes });
    expect(await issued()).toHaveLength(3);
    expect(errors).toEqual([]);
  });

  it('can be stopped while it waits, and reports no error', async () => {
    await openMany(0, 1);
    await endMany(0, 1);
    const { creditNotes } = writersOn();
    await creditNotes.start();
    await delay(50);
    await creditNotes.stop();
    expect(errors).toEqual([]);
    expect(await issued()).toEqual([]);
  });

  it('issues each once when two writers run at the same time on two connections', async () => {
    const database = openDatabase(fixture.database.path);
    const second = new SqliteEventStore(database);
    const [one, other] = [writersOn(), writersOn({ store: second })];
    await start(one);
    await start(other);
    for (let from = 0; from < 40; from += 10) {
      await openMany(from, from + 10);
      await endMany(from, from + 10);
    }
    await Promise.all([finished(fixture, one), finished(fixture, other)]);
    await stopAll();
    await second.close();
    database.close();

    const notes = await issued();
    expect(notes).toHaveLength(40);
    expect(new Set(notes.map(({ key }) => key)).size).toBe(40);
    expect(notes.map(({ number }) => Number(number.slice(-6)))).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('issues nothing twice when it dies between a credit note and its checkpoint, and is started again', async () => {
    const dying = new DyingCheckpoints(3);
    await openMany(0, 2);
    await endMany(0, 2);
    await startAndFinish(writersOn({ checkpoints: dying, checkpointEveryEvents: 1 }));
    expect(errors).toHaveLength(3);
    expect(dying.saves).toBeGreaterThan(3);
    await stopAll();
    await openMany(2, 3);
    await endMany(2, 3);
    await startAndFinish(writersOn({ checkpoints: new DyingCheckpoints(0), checkpointEveryEvents: 1 }));

    expect(await numbers()).toEqual([
      'AV-2026-000001 FA-2026-000001',
      'AV-2026-000002 FA-2026-000002',
      'AV-2026-000003 FA-2026-000003',
    ]);
  });

  it('starts at its checkpoint when nothing was credited for long, and behind its last one when that is later', async () => {
    const checkpoints = new SqliteCheckpoints(fixture.database);
    const options = { checkpoints, checkpointEveryEvents: 1 };
    await openMany(0, 3);
    await endMany(0, 1);
    await startAndFinish(writersOn(options));
    await stopAll();
    const head = await fixture.store.head();
    expect(await checkpoints.read('creditNotes')).toBe(head);

    const again = writersOn(options);
    await start(again);
    expect(again.creditNotes.follower.position).toBe(head);
    await stopAll();
    await endMany(1, 2);
    // Without a save after it the credit note itself is the later of the two.
    await startAndFinish(writersOn({ checkpoints }));
    await stopAll();
    const last = writersOn({ checkpoints });
    await start(last);
    expect(last.creditNotes.follower.position).toBe((await issued()).at(-1)!.recorded.metadata.sourcePosition);
    expect(await issued()).toHaveLength(2);
  });

  it('looks through many events that lead to none before it saves a checkpoint', async () => {
    const checkpoints = new SqliteCheckpoints(fixture.database);
    await openMany(0, 1);
    const writers = await startAndFinish(writersOn({ checkpoints, checkpointEveryEvents: 100 }));
    expect(await checkpoints.read('creditNotes')).toBe('');
    await openMany(1, 60);
    await finished(fixture, writers);
    expect(await checkpoints.read('creditNotes')).not.toBe('');
  });

  it('D18 begins the series of a year by the day of the fact, and finds the invoice of the year before', async () => {
    fixture.clock.show('2026-12-31T22:59:59.000Z'); // 23:59:59 in Paris
    await openMany(0, 2);
    await endMany(0, 1);
    fixture.clock.show('2026-12-31T23:00:00.000Z'); // midnight in Paris
    await endMany(1, 2);
    await startAndFinish();

    expect(await numbers()).toEqual(['AV-2026-000001 FA-2026-000001']);
    expect(await numbers('invoiceSeries-main-creditNote-2027')).toEqual(['AV-2027-000001 FA-2026-000002']);
  });

  it('finds an invoice that a clock which went back pushed into the next year', async () => {
    fixture.clock.show('2027-01-01T08:00:00.000Z');
    await openMany(0, 1);
    fixture.clock.show('2026-12-31T08:00:00.000Z');
    await openMany(1, 2);
    await endMany(1, 2);
    await startAndFinish();

    expect(await numbers()).toEqual(['AV-2026-000001 FA-2027-000002']);
  });
});
