import type { BilledEvent, InvoiceIssued } from '#domain';
import { decode } from '#event-catalog';
import { isChained, type RecordedEvent } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase } from '#platform/sqlite';
import { billingSettings, openFixture, openSubscription, type Fixture } from '../testing/index.js';
import { DocumentParts } from './document-parts.js';
import { InvoiceDrafts } from './invoice-draft.js';
import { SeriesWriter } from './series-writer.js';

type InvoiceWriter = SeriesWriter<BilledEvent>;

const SERIES_2026 = 'invoiceSeries-main-invoice-2026';

describe('the writer of invoices', () => {
  let fixture: Fixture;
  const errors: unknown[] = [];
  const running: InvoiceWriter[] = [];

  beforeEach(async () => {
    fixture = await openFixture();
    errors.length = 0;
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((writer) => writer.stop()));
    await fixture.close();
  });

  const writerOn = (store = fixture.store): InvoiceWriter => {
    const { catalogs, vault, clock } = fixture;
    const drafts = new InvoiceDrafts(new DocumentParts(store, catalogs, vault, billingSettings));
    const writer = new SeriesWriter(store, drafts, clock, {
      settings: billingSettings,
      onError: (error) => errors.push(error),
    });
    running.push(writer);
    return writer;
  };
  const startAndFinish = async (): Promise<InvoiceWriter> => {
    const writer = writerOn();
    await writer.start();
    await writer.follower.reached(await fixture.store.head());
    return writer;
  };
  const stop = async (writer: InvoiceWriter): Promise<void> => {
    running.splice(running.indexOf(writer), 1);
    await writer.stop();
  };
  const openMany = (from: number, to: number): Promise<unknown> =>
    Promise.all(Array.from({ length: to - from }, (_, i) => openSubscription(fixture, `sub_${from + i}`)));
  const issued = async (stream = SERIES_2026): Promise<(InvoiceIssued['data'] & { recorded: RecordedEvent })[]> =>
    (await fixture.store.readStream(stream)).map((recorded) => ({ ...decode<InvoiceIssued>(recorded).data, recorded }));

  it('D18 numbers invoices 1..n in the order of their facts and carries the position of each fact', async () => {
    await openMany(0, 20);
    await startAndFinish();

    const invoices = await issued();
    expect(invoices.map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, i) => `FA-2026-${String(i + 1).padStart(6, '0')}`),
    );
    const sources = invoices.map(({ recorded }) => recorded.metadata.sourcePosition ?? '');
    expect(sources).toEqual([...sources].sort());
    expect(new Set(sources).size).toBe(20);
    expect(errors).toEqual([]);
  });

  it('prints what the fact decided', async () => {
    await openMany(0, 1);
    await startAndFinish();

    const [invoice] = await issued();
    expect(invoice).toMatchObject({
      key: 'period:sub_0:0:0',
      reason: 'start',
      issuedOn: '2026-04-01',
      dueOn: '2026-04-01',
      lines: [{ seats: 5, unitPrice: 13_49, amount: 67_45, period: { start: '2026-04-01', end: '2026-05-01' } }],
      net: 67_45,
      taxes: [],
      total: 67_45,
      paymentId: 'pay_sub_0',
    });
    expect(await fixture.vault.open(invoice!.buyer)).toEqual({ name: 'Buyer Ltd' });
  });

  it('chains its invoices', async () => {
    await openMany(0, 3);
    await startAndFinish();

    const records = (await issued()).map(({ recorded }) => recorded);
    expect(records.map((record, i) => isChained(record, records[i - 1]?.metadata.hash ?? ''))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('goes on exactly behind its last invoice when it is started again', async () => {
    await openMany(0, 5);
    await stop(await startAndFinish());
    await openMany(5, 9);
    await startAndFinish();

    expect(new Set((await issued()).map(({ key }) => key)).size).toBe(9);
    expect(await issued()).toHaveLength(9);
  });

  it('issues each fact once when two writers run at the same time on two connections', async () => {
    const database = openDatabase(fixture.database.path);
    const second = new SqliteEventStore(database);
    const [one, other] = [writerOn(), writerOn(second)];
    await Promise.all([one.start(), other.start()]);
    for (let from = 0; from < 60; from += 10) await openMany(from, from + 10);
    const head = await fixture.store.head();
    await Promise.all([one.follower.reached(head), other.follower.reached(head)]);
    await stop(other);
    await second.close();
    database.close();

    const invoices = await issued();
    expect(invoices).toHaveLength(60);
    expect(new Set(invoices.map(({ key }) => key)).size).toBe(60);
  });

  it('chains to what is there when another writer has issued the same documents a moment before', async () => {
    await openMany(0, 3);
    const database = openDatabase(fixture.database.path);
    const second = new SqliteEventStore(database);
    const append = second.append.bind(second);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const arrived = new Promise<void>((resolve) => {
      second.append = async (...what) => {
        resolve();
        await released;
        return append(...what);
      };
    });
    const slow = writerOn(second);
    await slow.start();
    await arrived;
    await stop(await startAndFinish());
    release();
    await openMany(3, 5);
    await slow.follower.reached(await fixture.store.head());
    await stop(slow);
    await second.close();
    database.close();

    const records = (await issued()).map(({ recorded }) => recorded);
    expect(records.map((record, i) => isChained(record, records[i - 1]?.metadata.hash ?? ''))).toEqual(
      Array.from({ length: 5 }, () => true),
    );
    expect(errors).toEqual([]);
  });

  it('begins the series of a year with number 1, by the day in the zone of the issuer', async () => {
    fixture.clock.show('2026-12-31T22:59:59.000Z'); // 23:59:59 in Paris
    await openMany(0, 2);
    fixture.clock.show('2026-12-31T23:00:00.000Z'); // midnight in Paris
    await openMany(2, 4);
    await startAndFinish();

    const summary = async (year: number): Promise<string[]> =>
      (await issued(`invoiceSeries-main-invoice-${year}`)).map(({ number, issuedOn }) => `${number} ${issuedOn}`);
    expect(await summary(2026)).toEqual(['FA-2026-000001 2026-12-31', 'FA-2026-000002 2026-12-31']);
    expect(await summary(2027)).toEqual(['FA-2027-000001 2027-01-01', 'FA-2027-000002 2027-01-01']);
  });

  it('never issues with a day before that of the invoice before, not even over a new year', async () => {
    fixture.clock.show('2027-01-01T08:00:00.000Z');
    await openMany(0, 1);
    fixture.clock.show('2026-12-31T08:00:00.000Z');
    await openMany(1, 2);
    await startAndFinish();

    expect((await issued('invoiceSeries-main-invoice-2027')).map(({ issuedOn }) => issuedOn)).toEqual([
      '2027-01-01',
      '2027-01-01',
    ]);
    expect(await issued()).toEqual([]);
  });

  it('resumes from the series of an earlier year after years without an invoice', async () => {
    await openMany(0, 2);
    await stop(await startAndFinish());
    fixture.clock.show('2049-06-01T08:00:00.000Z');
    await openMany(2, 3);
    await startAndFinish();

    expect(await issued()).toHaveLength(2);
    expect(await issued('invoiceSeries-main-invoice-2049')).toHaveLength(1);
  });
});
