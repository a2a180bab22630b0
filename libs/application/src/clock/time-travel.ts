import { decode, type EventType, type StoredEvent } from '#event-catalog';
import { BEGINNING, type EventStore, type Actor, type Position } from '#event-store';
import { type JobQueue } from '#jobs';
import { type TestClock } from '#platform';
import { type DueIndex, type DueEntry } from '../renewals/due-index.js';
import { type DueJobs } from '../renewals/due-jobs.js';
import { type SharedClock } from './shared-clock.js';

/** An instant, or one that depends on what the clock shows when the journey begins. */
export type Destination = string | ((now: string) => string);

/** Whoever follows the events, in this process or another: automations, the invoice writer, projections. */
export interface Follows {
  reached(position: Position): Promise<void>;
}

/** What happened while the clock was advanced. */
export type WhatHappened = Readonly<Record<keyof typeof COUNTED, number>>;

const is =
  (type: EventType) =>
  (event: StoredEvent): boolean =>
    event.type === type;

const COUNTED = {
  renewals: is('SubscriptionRenewed'),
  ended: is('SubscriptionEnded'),
  invoices: is('InvoiceIssued'),
  mails: is('MailSent'),
  payments: is('PaymentSettled'),
  failedPayments: is('PaymentFailed'),
  retries: is('RenewalRetryRequested'),
  trialsConverted: is('TrialConverted'),
  creditNotes: is('CreditNoteIssued'),
  refunds: is('RefundSettled'),
} as const satisfies Record<string, (event: StoredEvent) => boolean>;

const NAMES = Object.keys(COUNTED) as (keyof WhatHappened)[];

const PAGE_SIZE = 500;

/** The clock cannot be moved so. Nothing was moved. */
export class ClockRefused extends Error {
  constructor(readonly code: 'clock.backwards' | 'clock.use_advance') {
    super(
      code === 'clock.backwards'
        ? 'the clock never goes back: advance it to the present or later'
        : 'a space exists already: use POST /v1/clock/advance, which lets everything due happen on the way',
    );
    this.name = new.target.name;
  }
}

/** So long may nothing at all happen while something is left to do; milliseconds of the machine's clock. */
const STALLED_AFTER_MS = 120_000;

/** Something that is due is never done: an event handler or a job fails again and again. The log says which. */
export class ClockStalled extends Error {
  readonly code = 'clock.stalled';
  constructor(readonly now: string) {
    super(`what is due at ${now} is not getting done: see the errors in the log, mend them, and advance again`);
    this.name = new.target.name;
  }
}

/** Moves the test clock, and lets everything that falls due on the way happen at its own instant, in order. */
export class TimeTravel {
  #travelling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly queue: JobQueue,
    private readonly dueJobs: DueJobs,
    private readonly parts: {
      readonly clock: TestClock;
      readonly shared: SharedClock;
      readonly dueIndex: DueIndex;
      readonly followers: readonly Follows[];
      /** `STALLED_AFTER_MS` unless told. */
      readonly stalledAfterMs?: number;
    },
  ) {}

  /** Sets any instant while no space exists. @throws ClockRefused `clock.use_advance` afterwards. */
  set(now: string, actor: Actor): Promise<void> {
    return this.#oneAtATime(async () => {
      if (await this.#hasSpaces()) throw new ClockRefused('clock.use_advance');
      await this.parts.shared.moveTo(now, actor);
    });
  }

  /**
   * Stops at each due instant in turn and finishes what is due there (payment, invoice, mail, projections) before it
   * goes on; ends at `to` when nothing is left. So one long jump makes the same history as many short ones.
   * @throws ClockRefused `clock.backwards`.
   */
  advance(destination: Destination, actor: Actor): Promise<WhatHappened> {
    return this.#oneAtATime(async () => {
      const to = typeof destination === 'string' ? destination : destination(this.parts.clock.now());
      if (to < this.parts.clock.now()) throw new ClockRefused('clock.backwards');
      // What was under way before is finished, and does not count as part of the journey.
      await this.#settle();
      const from = await this.store.head();
      await this.#stopAtEachDueInstant(to, actor);
      if (to > this.parts.clock.now()) await this.parts.shared.moveTo(to, actor);
      await this.#settle();
      return this.#count(from);
    });
  }

  async #stopAtEachDueInstant(to: string, actor: Actor): Promise<void> {
    let after: DueEntry | null = null;
    for (;;) {
      const [next]: readonly DueEntry[] = await this.parts.dueIndex.due({
        until: to,
        limit: 1,
        ...(after && { after }),
      });
      if (next === undefined) return;
      if (next.dueAt > this.parts.clock.now()) await this.parts.shared.moveTo(next.dueAt, actor);
      await this.dueJobs.enqueueDue();
      await this.#settle();
      // What is still due after its turn waits for a person; the others must not wait for it.
      const [still] = await this.parts.dueIndex.due({ until: next.dueAt, limit: 1, ...(after && { after }) });
      const isStuck: boolean = still?.subscriptionId === next.subscriptionId && still.step === next.step;
      if (isStuck) after = next;
    }
  }

  /** Waits until nothing is left to do: all events handled by all followers, and no job waits or runs. */
  async #settle(): Promise<void> {
    for (;;) {
      const head = await this.store.head();
      await this.#unlessStalled(this.#quiet(head));
      if ((await this.store.head()) === head) return;
    }
  }

  async #quiet(head: Position): Promise<void> {
    for (const follower of this.parts.followers) await follower.reached(head);
    await this.queue.idle();
  }

  /** @throws ClockStalled when no event was recorded for a long time and `work` still waits. */
  async #unlessStalled(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const stalled = new Promise<never>((_, reject) => {
      const look = async (before: Position | null): Promise<void> => {
        const head = await this.store.head();
        // The work may have ended while the store was asked: then nobody is left to stop a timer.
        if (isOver) return;
        if (head === before) {
          reject(new ClockStalled(this.parts.clock.now()));
          return;
        }
        timer = setTimeout(() => void look(head).catch(reject), this.parts.stalledAfterMs ?? STALLED_AFTER_MS);
      };
      look(null).catch(reject);
    });
    await Promise.race([work, stalled]).finally(() => {
      isOver = true;
      clearTimeout(timer);
    });
  }

  async #count(from: Position): Promise<WhatHappened> {
    const happened = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<keyof WhatHappened, number>;
    for await (const event of this.#eventsAfter(from)) {
      for (const name of NAMES) if (COUNTED[name](event)) happened[name] += 1;
    }
    return happened;
  }

  async *#eventsAfter(from: Position): AsyncGenerator<StoredEvent> {
    for (let after = from; ;) {
      const page = await this.store.readAll(after, PAGE_SIZE);
      for (const recorded of page) yield decode(recorded);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  }

  async #hasSpaces(): Promise<boolean> {
    for await (const { type } of this.#eventsAfter(BEGINNING)) {
      if (type === 'WorkspaceCreated' || type === 'OrganizationCreated') return true;
    }
    return false;
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#travelling.then(work, work);
    this.#travelling = mine.catch(() => undefined);
    return mine;
  }
}
