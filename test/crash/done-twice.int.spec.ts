import {
  CancellationCommand,
  ChangePlanCommand,
  CreateSpaceCommand,
  PutMemberCommand,
  ReassignBillingOwnerCommand,
  RequestUpgradeCommand,
} from '#application';
import { BEGINNING, Checkpoints, type Position } from '#event-store';
import {
  ForwardingQueue,
  JobQueue,
  type Job,
  type JobCounts,
  type JobHandler,
  type ParkedJob,
  type WorkOptions,
} from '#jobs';
import { SandboxGateway } from '#payments/sandbox';
import { Engine } from '../support/engine.js';

const MINUTE_MS = 60_000;

/** Runs every job twice at once: the queue promises "at least once" and this one makes use of it. */
class DoublingQueue extends ForwardingQueue {
  override work(kind: string, handler: JobHandler, options: WorkOptions): void {
    super.work(
      kind,
      async (job) => {
        const outcomes = await Promise.allSettled([handler(job), handler(job)]);
        const failed = outcomes.find((outcome) => outcome.status === 'rejected');
        if (failed) throw failed.reason;
      },
      options,
    );
  }
}

/** A new and empty queue, as after a loss of the old one. It runs what it gets at once. */
class EmptyQueue extends JobQueue {
  readonly #handlers = new Map<string, JobHandler>();
  readonly done: string[] = [];
  #running: Promise<unknown> = Promise.resolve();

  override enqueue(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      const handler = this.#handlers.get(job.kind);
      if (handler === undefined) throw new Error(`nobody works ${job.kind}`);
      this.#running = this.#running.then(() => handler({ ...job, attempt: 1 })).then(() => this.done.push(job.id));
    }
    return Promise.resolve();
  }
  override work(kind: string, handler: JobHandler): void {
    this.#handlers.set(kind, handler);
  }
  override async idle(): Promise<void> {
    await this.#running;
  }
  override generation(): Promise<string> {
    return Promise.resolve('');
  }
  override counts(): Promise<JobCounts> {
    return Promise.resolve({ waiting: 0, delayed: 0, running: 0, parked: 0 });
  }
  override parked(): Promise<readonly ParkedJob[]> {
    return Promise.resolve([]);
  }
  override retryParked(): Promise<boolean> {
    return Promise.resolve(false);
  }
  override close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Has lost every checkpoint: all that follows from all events is derived again. */
class ForgottenCheckpoints extends Checkpoints {
  override read(): Promise<Position> {
    return Promise.resolve(BEGINNING);
  }
  override save(): Promise<void> {
    return Promise.resolve();
  }
}

const details = {
  name: 'Atelier SARL',
  email: 'compta@atelier.example',
  address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
};

/** An upgrade, seats added, a plan raised, a hand-over, renewals, an end: every automation has something to do. */
const tellStory = async (engine: Engine): Promise<void> => {
  const put = (memberId: string) => ({
    spaceId: 'acme',
    memberId,
    profile: { name: memberId, email: `${memberId}@acme.example`, locale: null },
  });
  const upgrade = { spaceId: 'acme', plan: 'premium', cycle: 'monthly', seats: 5 } as const;
  await engine.execute(
    (context) =>
      new CreateSpaceCommand(
        { kind: 'organization', spaceId: 'acme', name: 'Acme', domain: 'acme.example', createdBy: 'ann' },
        context,
      ),
    'ann',
  );
  for (const member of ['ann', 'bob'])
    await engine.execute((context) => new PutMemberCommand(put(member), context), 'ann');
  await engine.execute(
    (context) => new RequestUpgradeCommand({ ...upgrade, billingDetails: details, paymentToken: 'tok_ok' }, context),
    'ann',
  );
  await engine.advance('2026-04-16T08:00:00.000Z');
  await engine.execute((context) => new ChangePlanCommand({ spaceId: 'acme', seats: 10 }, context), 'ann');
  await engine.execute((context) => new ChangePlanCommand({ spaceId: 'acme', plan: 'business' }, context), 'ann');
  await engine.execute(
    (context) => new ReassignBillingOwnerCommand({ spaceId: 'acme', memberId: 'bob' }, context),
    'ann',
  );
  await engine.advance('2026-06-10T08:00:00.000Z');
  await engine.execute((context) => new CancellationCommand({ spaceId: 'acme', wish: 'CancelPlan' }, context), 'bob');
  await engine.advance('2026-08-01T08:00:00.000Z');
};

/** A team plan whose money goes back, because its organization is upgraded by somebody else; and a plan that lapses. */
const tellOfMoneyGivenBack = async (engine: Engine): Promise<void> => {
  const space = (input: CreateSpaceCommand['input'], by: string) =>
    engine.execute((context) => new CreateSpaceCommand(input, context), by);
  const join = (spaceId: string, memberId: string, by = memberId) => {
    const profile = { name: memberId, email: `${memberId}@acme.example`, locale: null };
    return engine.execute((context) => new PutMemberCommand({ spaceId, memberId, profile }, context), by);
  };
  const upgrade = (spaceId: string, by: string, paymentToken = 'tok_ok') => {
    const wish = {
      spaceId,
      plan: 'premium',
      cycle: 'monthly',
      seats: 5,
      billingDetails: details,
      paymentToken,
    } as const;
    return engine.execute((context) => new RequestUpgradeCommand(wish, context), by);
  };
  const acme = {
    kind: 'organization',
    spaceId: 'acme',
    name: 'Acme',
    domain: 'acme.example',
    createdBy: 'ann',
  } as const;
  await space(acme, 'ann');
  await join('acme', 'ann');
  await join('acme', 'dora', 'ann');
  await space({ kind: 'team', spaceId: 'design', organizationId: 'acme', name: 'Design', createdBy: 'dora' }, 'dora');
  await join('design', 'dora');
  await space({ kind: 'workspace', spaceId: 'late', name: 'Late', createdBy: 'leo' }, 'leo');
  await join('late', 'leo');
  await upgrade('design', 'dora');
  await upgrade('late', 'leo', 'tok_fails_on_renewal');
  await engine.advance('2026-04-16T08:00:00.000Z');
  await upgrade('acme', 'ann');
  await engine.advance('2026-05-20T08:00:00.000Z');
};

/** Minor units that went back, by the gateway's own books. */
const refundedBy = async ({ ports }: Engine): Promise<readonly number[]> => {
  if (!(ports.gateway instanceof SandboxGateway)) throw new Error('the engine pays with the sandbox');
  return (await ports.gateway.charges()).map(({ refunded }) => refunded).filter((amount) => amount > 0);
};

/** What happened, without the order in which independent streams were written. */
const happened = async (engine: Engine): Promise<string[]> =>
  (await engine.recorded())
    .filter(({ stream }) => stream !== 'clock')
    .map(({ stream, type, revision, metadata }) => {
      const kind = stream.replace(/(sub|pay|re)_[0-9a-f]{32}/, '$1');
      return `${kind} ${type} ${stream.startsWith('payment') ? '' : revision} ${metadata.recordedAt}`;
    })
    .sort();

describe('everything that is done twice', () => {
  const engines: Engine[] = [];
  const start = async (replace?: Parameters<typeof Engine.start>[1]): Promise<Engine> => {
    const engine = await Engine.start('2026-04-01T08:00:00.000Z', replace);
    engines.push(engine);
    return engine;
  };
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.stop();
  });

  it(
    'makes the same history when every job runs twice at once',
    async () => {
      const once = await start();
      await tellStory(once);
      const twice = await start(({ queue }) => ({ queue: new DoublingQueue(queue) }));
      await tellStory(twice);

      const expected = await happened(once);
      expect(await happened(twice)).toEqual(expected);
      expect(expected.filter((line) => line.includes('InvoiceIssued'))).toHaveLength(5);
      // One for each invoice, two for the hand-over, one for the cancellation.
      expect(expected.filter((line) => line.includes('MailSent'))).toHaveLength(5 + 2 + 1);
      expect(expected.filter((line) => line.includes('PaymentSettled'))).toHaveLength(5);
    },
    MINUTE_MS,
  );

  it(
    'adds nothing when all that follows from all events is derived again',
    async () => {
      const engine = await start();
      await tellStory(engine);
      const head = await engine.ports.store.head();
      const queue = new EmptyQueue();
      await engine.workAgain({ checkpoints: new ForgottenCheckpoints(), queue });

      expect(await engine.ports.store.head()).toBe(head);
      // 3 payments of the start and the changes, 2 renewals, and what follows from each: all was derived once more.
      const count = (kind: string): number => queue.done.filter((id) => id.startsWith(kind)).length;
      expect(['collectUpgrade', 'collectChange', 'collectRenewal', 'mailDocument', 'endCoverage'].map(count)).toEqual([
        ...[1, 2, 2],
        ...[5, 1],
      ]);
      // The hand-over told twice and the cancellation; and three times it is looked who did it: of two changes and of that.
      expect(count('mailNotice')).toBe(2 + 1 + 3);
      expect(engine.errors).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'gives money back once',
    async () => {
      const once = await start();
      await tellOfMoneyGivenBack(once);
      const twice = await start(({ queue }) => ({ queue: new DoublingQueue(queue) }));
      await tellOfMoneyGivenBack(twice);
      const expected = await happened(once);
      expect(await happened(twice)).toEqual(expected);
      expect(expected.filter((line) => line.includes('CreditNoteIssued'))).toHaveLength(2);

      const head = await twice.ports.store.head();
      const queue = new EmptyQueue();
      await twice.workAgain({ checkpoints: new ForgottenCheckpoints(), queue });
      expect(await twice.ports.store.head()).toBe(head);
      expect(queue.done.filter((id) => id.startsWith('refund'))).toHaveLength(1);
      // Half of the team's April: 67.45 less 33.73.
      expect([await refundedBy(once), await refundedBy(twice)]).toEqual([[33_72], [33_72]]);
      expect([...once.errors, ...twice.errors]).toEqual([]);
    },
    MINUTE_MS,
  );
});
