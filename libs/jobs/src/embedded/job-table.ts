import { type Database } from '#platform/sqlite';
import type { AttemptedJob, Job, JobCounts, ParkedJob } from '../port/job-queue.js';

/**
 * `due_at` is the one clock of a job, in milliseconds since 1970: when a waiting job may run, when the lease of a running
 * one lapses, null for a parked one. So whatever is due may be claimed, a job of a dead process included.
 * `seq` is never used twice, so that an outcome that comes late cannot hit a newer job.
 */
const MIGRATIONS = [
  `create table job (
    seq integer primary key autoincrement,
    id text not null unique,
    kind text not null,
    data text not null,
    failures integer not null default 0,
    due_at integer,
    owner text,
    last_error text
  ) strict;
  create index job_due on job (kind, due_at) where due_at is not null;`,
  `create table job_generation (name text not null) strict;
  insert into job_generation values (lower(hex(randomblob(16))));`,
];

const GENERATION = 'select name from job_generation';

const INSERT = `
  insert into job (id, kind, data, due_at)
  select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?) where true
  on conflict (id) do nothing`;
const CLAIM = `
  update job set owner = ?, due_at = ?
  where seq in (select seq from job where kind = ? and due_at <= ? order by due_at, seq limit ?)
  returning seq, id, kind, data, failures`;
const COMPLETE = 'delete from job where owner = ? and seq in (select value from json_each(?))';
const FAIL = `
  update job set failures = failures + 1, due_at = ?, owner = null, last_error = ? where owner = ? and seq = ?`;
const RENEW = 'update job set due_at = ? where owner = ? and seq in (select value from json_each(?))';
const NEXT_DUE = 'select min(due_at) as dueAt from job where kind = ? and due_at is not null';
const UNFINISHED = 'select 1 as found from job indexed by job_due where due_at is not null limit 1';
const COUNTS = `
  select
    count(*) filter (where due_at <= ?) as waiting,
    count(*) filter (where due_at > ? and owner is null) as delayed,
    count(*) filter (where due_at > ? and owner is not null) as running,
    count(*) filter (where due_at is null) as parked
  from job`;
const PARKED = `
  select id, kind, failures as attempts, last_error as lastError from job where due_at is null order by id`;
const UNPARK = 'update job set failures = 0, due_at = ? where id = ? and due_at is null';

/** SQLite reads the jobs of one insert as one JSON text; this many keep it below a megabyte. */
const INSERT_MAX = 2_000;

export interface ClaimedJob {
  readonly seq: number;
  readonly job: AttemptedJob;
}

export interface Claim {
  readonly kind: string;
  readonly limit: number;
  readonly now: number;
  readonly leaseUntil: number;
}

export interface Failure {
  readonly seq: number;
  /** Null parks the job. */
  readonly retryAt: number | null;
  readonly error: string;
}

/** A new job as it goes to SQLite: id, kind, data as JSON, due at. */
export type NewJob = readonly [id: string, kind: string, data: string, dueAt: number];

interface ClaimedRow {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly data: string;
  readonly failures: number;
}

export function newJob({ id, kind, data, delayMs = 0 }: Job, now: number): NewJob {
  return [id, kind, JSON.stringify(data), now + Math.ceil(delayMs)];
}

/** The jobs in their table, as one owner (one queue of one process) sees and leases them. Times in ms since 1970. */
export class JobTable {
  readonly #database: Database;
  readonly #owner: string;

  constructor(database: Database, owner: string) {
    this.#database = database;
    this.#owner = owner;
    database.migrate('jobs', MIGRATIONS);
  }

  transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  insert(jobs: readonly NewJob[]): void {
    const statement = this.#database.prepare(INSERT);
    for (let from = 0; from < jobs.length; from += INSERT_MAX) {
      statement.run(JSON.stringify(jobs.slice(from, from + INSERT_MAX)));
    }
  }

  claim({ kind, limit, now, leaseUntil }: Claim): ClaimedJob[] {
    const rows = this.#database.prepare<ClaimedRow>(CLAIM).all(this.#owner, leaseUntil, kind, now, limit);
    return rows.map(({ seq, id, kind, data, failures }) => {
      return { seq, job: { id, kind, data: JSON.parse(data) as Job['data'], attempt: failures + 1 } };
    });
  }

  complete(seqs: readonly number[]): void {
    if (seqs.length > 0) this.#database.prepare(COMPLETE).run(this.#owner, JSON.stringify(seqs));
  }

  fail({ seq, retryAt, error }: Failure): void {
    this.#database.prepare(FAIL).run(retryAt, error, this.#owner, seq);
  }

  renew(seqs: readonly number[], leaseUntil: number): void {
    this.#database.prepare(RENEW).run(leaseUntil, this.#owner, JSON.stringify(seqs));
  }

  /** When the next job of a kind can run, the lapse of a lease included; null when there is none. */
  nextDueAt(kind: string): number | null {
    return this.#database.prepare<{ dueAt: number | null }>(NEXT_DUE).get(kind)?.dueAt ?? null;
  }

  /** Whether any job waits, is delayed or runs. */
  hasUnfinished(): boolean {
    return this.#database.prepare<{ found: number }>(UNFINISHED).get() !== undefined;
  }

  /** Another one in every file. */
  generation(): string {
    const row = this.#database.prepare<{ readonly name: string }>(GENERATION).get();
    if (row === undefined)
      throw new Error(
        'The jobs have no generation, though the table was made with one: restore the data folder from its backup',
      );
    return row.name;
  }

  counts(now: number): JobCounts {
    const counts = this.#database.prepare<JobCounts>(COUNTS).get(now, now, now);
    return counts ?? { waiting: 0, delayed: 0, running: 0, parked: 0 };
  }

  parked(): ParkedJob[] {
    return this.#database.prepare<ParkedJob>(PARKED).all();
  }

  unpark(id: string, now: number): boolean {
    return this.#database.prepare(UNPARK).run(now, id).changes > 0;
  }
}
