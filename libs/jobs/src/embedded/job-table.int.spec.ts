import { type Database, openDatabase } from '#platform/sqlite';
import { JobTable, newJob } from './job-table.js';

const LEASE = 10;

describe('The table of jobs, with leases', () => {
  let database: Database;
  let ours: JobTable;
  let theirs: JobTable;

  beforeEach(() => {
    database = openDatabase(':memory:');
    ours = new JobTable(database, 'us');
    theirs = new JobTable(database, 'them');
    insert('a');
  });
  afterEach(() => database.close());

  const insert = (id: string, now = 0): void => ours.insert([newJob({ id, kind: 'renew', data: {} }, now)]);
  const claim = (table: JobTable, now: number): number[] =>
    table.claim({ kind: 'renew', limit: 10, now, leaseUntil: now + LEASE }).map(({ seq }) => seq);

  it('gives a job to one owner until the lease lapses, then to another', () => {
    const [seq] = claim(ours, 0);

    expect(claim(theirs, 9)).toStrictEqual([]);
    expect(ours.nextDueAt('renew')).toBe(10);
    expect(claim(theirs, 10)).toStrictEqual([seq]);
  });

  it('keeps a job with its owner when the lease is renewed', () => {
    ours.renew(claim(ours, 0), 15);

    expect(claim(theirs, 14)).toStrictEqual([]);
    expect(claim(theirs, 15)).toHaveLength(1);
  });

  it('counts a job whose lease has lapsed as waiting', () => {
    claim(ours, 0);

    expect(ours.counts(9)).toStrictEqual({ waiting: 0, delayed: 0, running: 1, parked: 0 });
    expect(ours.counts(10)).toStrictEqual({ waiting: 1, delayed: 0, running: 0, parked: 0 });
  });

  describe('when another owner has taken a job over', () => {
    let seq: number;
    beforeEach(() => {
      seq = claim(ours, 0)[0]!;
      claim(theirs, 10);
    });
    const running = { waiting: 0, delayed: 0, running: 1, parked: 0 };

    it('does not let the first one complete it', () => {
      ours.complete([seq]);

      expect(theirs.counts(11)).toStrictEqual(running);
    });

    it('does not let the first one fail it', () => {
      ours.fail({ seq, retryAt: null, error: 'Error: late' });

      expect(theirs.counts(11)).toStrictEqual(running);
    });

    it('does not let the first one renew the lease', () => {
      ours.renew([seq], 1_000);

      expect(theirs.nextDueAt('renew')).toBe(20);
    });
  });

  it('never gives a new job the number of an old one, so that a late outcome cannot hit it', () => {
    const before = claim(ours, 0);
    ours.complete(before);
    insert('a');
    const after = claim(ours, 0);
    ours.complete(before);

    expect(after).not.toStrictEqual(before);
    expect(ours.hasUnfinished()).toBe(true);
  });

  it('takes any number of jobs at once', () => {
    ours.insert(Array.from({ length: 4_500 }, (_, n) => newJob({ id: `job_${n}`, kind: 'mail', data: { n } }, 0)));

    expect(ours.counts(0).waiting).toBe(4_501);
  });

  it('finds what is due through the index, however many jobs wait', () => {
    const plan = (sql: string): string =>
      database
        .prepare<{ detail: string }>(`explain query plan ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join('; ');

    expect(plan("select seq from job where kind = 'renew' and due_at <= 5 order by due_at, seq limit 3")).toBe(
      'SEARCH job USING COVERING INDEX job_due (kind=? AND due_at<?)',
    );
  });
});
