import {
  ChangePlanCommand,
  CreateSpaceCommand,
  Days,
  Decisions,
  PutMemberCommand,
  ReassignBillingOwnerCommand,
  RemoveMemberCommand,
  RequestUpgradeCommand,
  WhenMembershipChangedThenNoteOwner,
  type Decision,
  type Request,
} from '#application';
import { subscriptionDecider, type SubscriptionCommand } from '#domain';
import type { StoredEvent } from '#event-catalog';
import { ForwardingQueue, type Job, type JobHandler, type WorkOptions } from '#jobs';
import { Engine } from '../support/engine.js';

const HELD: ReadonlySet<string> = new Set(['noteSeats', 'noteOwner']);

/** Keeps back what follows from changes of a membership, so that a test can let it happen late, twice and in any order. */
class HoldingQueue extends ForwardingQueue {
  readonly held: Job[] = [];
  readonly #handlers = new Map<string, JobHandler>();
  /** Runs what was kept back, in the order that `arrange` makes of it. */
  async release(arrange: (jobs: readonly Job[]) => readonly Job[] = (jobs) => jobs): Promise<void> {
    for (const job of arrange(this.held)) await this.#handlers.get(job.kind)?.({ ...job, attempt: 1 });
  }
  override enqueue(jobs: readonly Job[]): Promise<void> {
    this.held.push(...jobs.filter(({ kind }) => HELD.has(kind)));
    return super.enqueue(jobs.filter(({ kind }) => !HELD.has(kind)));
  }
  override work(kind: string, handler: JobHandler, options: WorkOptions): void {
    this.#handlers.set(kind, handler);
    super.work(kind, handler, options);
  }
}

/** Lets something happen between the look at a membership and what is written about it, the first time. */
class Interrupted extends Decisions {
  #isInterrupted = false;

  constructor(
    engine: Engine,
    private readonly interrupt: () => Promise<unknown>,
  ) {
    super(engine.ports.store, engine.ports.clock);
  }
  override async decide<State, Command, Event extends StoredEvent>(
    request: Request<State, Command, Event>,
  ): Promise<Decision<State, Event>> {
    if (!this.#isInterrupted) {
      this.#isInterrupted = true;
      await this.interrupt();
    }
    return super.decide(request);
  }
}

const reversed = (jobs: readonly Job[]): readonly Job[] => [...jobs].reverse();
const twice = (jobs: readonly Job[]): readonly Job[] => [...jobs, ...jobs];

const DETAILS = {
  name: 'Atelier SARL',
  email: 'compta@atelier.example',
  address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
};

describe('what follows from a change of the membership', () => {
  let engine: Engine;
  let queue: HoldingQueue;
  beforeEach(async () => {
    engine = await Engine.start('2026-04-01T08:00:00.000Z', (ports) => {
      queue = new HoldingQueue(ports.queue);
      return { queue };
    });
  });
  afterEach(async () => {
    await engine.stop();
    if (engine.errors.length > 0) throw new AggregateError(engine.errors, 'no step of a story may fail: find out why');
  });

  const put = (memberId: string) => {
    const profile = { name: memberId, email: `${memberId}@acme.example`, locale: null };
    return engine.execute((context) => new PutMemberCommand({ spaceId: 'acme', memberId, profile }, context), 'm1');
  };
  const remove = (memberId: string, isForced = false) =>
    engine.execute((context) => new RemoveMemberCommand({ spaceId: 'acme', memberId, isForced }, context), 'm1');
  const seats = (count: number) =>
    engine.execute((context) => new ChangePlanCommand({ spaceId: 'acme', seats: count }, context), 'm1');
  /** The workspace of `m1` to `m<members>`, on Premium by the month, with nothing kept back. */
  const acme = async (members: number, seatsBought: number): Promise<void> => {
    const space = { kind: 'workspace', spaceId: 'acme', name: 'Acme', createdBy: 'm1' } as const;
    await engine.execute((context) => new CreateSpaceCommand(space, context), 'm1');
    for (let n = 1; n <= members; n += 1) await put(`m${n}`);
    const upgrade = { spaceId: 'acme', plan: 'premium', cycle: 'monthly', seats: seatsBought } as const;
    const input = { ...upgrade, billingDetails: DETAILS, paymentToken: 'tok_ok' };
    await engine.execute((context) => new RequestUpgradeCommand(input, context), 'm1');
    await engine.advance('2026-04-01T09:00:00.000Z');
    await queue.release();
    queue.held.splice(0);
  };
  /** Waits until the jobs are derived, and no longer. */
  const derived = () => engine.advance(engine.ports.clock.now());

  const facts = async (type: string) => (await engine.events()).filter((event) => event.type === type);
  const marks = async () =>
    (await facts('SeatUsageChanged')).map(({ data }) => {
      const { members, mark, isOverLimit } = data as { members: number; mark: string | null; isOverLimit: boolean };
      return [members, mark, isOverLimit];
    });

  it.each([
    ['in their order', (jobs: readonly Job[]) => jobs],
    ['backwards', reversed],
    ['twice', twice],
    ['twice and backwards', (jobs: readonly Job[]) => twice(reversed(jobs))],
  ])('D15 tells the same, each once, when it is done %s', async (_, arrange) => {
    await acme(8, 10);
    for (const member of ['m9', 'm10', 'm11']) await put(member);
    await remove('m11');
    await put('m11');
    await derived();
    await queue.release(arrange);
    expect(await marks()).toEqual([
      ...[
        [9, 'nearlyUsed', false],
        [10, 'reached', false],
        [11, 'exceeded', true],
      ],
      ...[
        [10, null, false],
        [11, null, true],
      ],
    ]);
  });

  it('D15 tells nothing again in the next period when it is done again there', async () => {
    await acme(8, 10);
    await put('m9');
    await remove('m9');
    await put('m9');
    await derived();
    await queue.release();
    await engine.advance('2026-05-02T08:00:00.000Z');
    await queue.release(reversed);
    expect(await marks()).toEqual([[9, 'nearlyUsed', false]]);
  });

  it('D15 tells what happened before a renewal when it is done only after it', async () => {
    await acme(5, 5);
    await put('m6');
    await engine.advance('2026-05-02T08:00:00.000Z');
    await queue.release(twice);
    expect(await marks()).toEqual([[6, 'exceeded', true]]);
  });

  it('D15 tells nothing of what happened before the seats were chosen', async () => {
    await acme(4, 5);
    await put('m5');
    await seats(10);
    await put('m6');
    await derived();
    await queue.release(twice);
    expect(await marks()).toEqual([]);
  });

  const presence = async () =>
    (await engine.events()).filter(({ type }) => type.startsWith('BillingOwner')).map(({ type }) => type);
  const handOver = (memberId: string) =>
    engine.execute((context) => new ReassignBillingOwnerCommand({ spaceId: 'acme', memberId }, context), 'm1');

  it.each([
    ['in their order', (jobs: readonly Job[]) => jobs],
    ['backwards', reversed],
    ['twice and backwards', (jobs: readonly Job[]) => twice(reversed(jobs))],
  ])('D8 misses an owner who leaves right after a hand-over, %s', async (_, arrange) => {
    await acme(3, 5);
    await handOver('m2');
    await remove('m2', true);
    await derived();
    await queue.release(arrange);
    expect(await presence()).toEqual(['BillingOwnerReassigned', 'BillingOwnerWentMissing']);
  });

  it('D8 misses an owner who has left when a hand-over to him is recorded', async () => {
    await acme(3, 5);
    await remove('m2');
    await derived();
    await queue.release();
    // It was decided while he was still seen in the space, and recorded after he had left.
    const [opened] = await facts('SubscriptionOpened');
    const { subscriptionId } = opened?.data as { readonly subscriptionId: string };
    const by = { memberId: 'm1', isMember: true, isAdministrator: true, isSales: false };
    const decisions = new Decisions(engine.ports.store, engine.ports.clock);
    await decisions.decide({
      stream: `subscription-${subscriptionId}`,
      decider: subscriptionDecider,
      command: (): SubscriptionCommand => ({
        type: 'ReassignBillingOwner',
        data: { by, today: '2026-04-01', to: 'm2', isMember: true, hasEmail: true },
      }),
      context: { commandId: 'late', correlationId: 'late', causationId: 'late', actor: { id: 'm1', role: 'member' } },
    });
    await derived();
    await queue.release(twice);
    expect(await presence()).toEqual(['BillingOwnerReassigned', 'BillingOwnerWentMissing']);
  });

  it('D8 misses nobody who is back before he was missed', async () => {
    await acme(3, 5);
    await handOver('m2');
    await remove('m2', true);
    await put('m2');
    await derived();
    await queue.release(twice);
    expect(await presence()).toEqual(['BillingOwnerReassigned']);
  });

  it('D8 finds an owner who comes back between the look at the space and the record', async () => {
    await acme(3, 5);
    await handOver('m2');
    await remove('m2', true);
    await derived();
    const [left] = queue.held.filter(({ kind }) => kind === 'noteOwner').slice(-1);
    const days = new Days(engine.ports.clock, engine.ports.billing);
    const automation = new WhenMembershipChangedThenNoteOwner(new Interrupted(engine, () => put('m2')), days);
    await automation.run(left!);
    expect(await presence()).toEqual(['BillingOwnerReassigned', 'BillingOwnerWentMissing', 'BillingOwnerReturned']);
    await derived();
    await queue.release((jobs) => twice(reversed(jobs)));
    expect(await presence()).toHaveLength(3);
  });
});
