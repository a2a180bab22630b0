import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import {
  ApplicationModule,
  BillingSettings,
  Catalogs,
  ErrorReporter,
  Facts,
  SharedClock,
  TimeTravel,
  type CommandContext,
  type WhatHappened,
} from '#application';
import { Projector, PROJECTIONS } from '#apps/projector';
import { Worker } from '#apps/worker';
import { openPorts, ReadModelDueIndex, readSettings, type Ports } from '#composition';
import type { CatalogVersion } from '#domain';
import { decode, type StoredEvent } from '#event-catalog';
import { BEGINNING, EventStore, type RecordedEvent } from '#event-store';
import { PaymentGateway } from '#payments';
import { Clock, Vault } from '#platform';
import { createLogger } from '#platform/logging';

const ROOT = join(__dirname, '../..');
const READ_MAX = 100_000;

class CollectedErrors extends ErrorReporter {
  constructor(private readonly errors: unknown[]) {
    super();
  }
  override report(error: unknown): void {
    this.errors.push(error);
  }
}

@Global()
@Module({})
class EnginePorts {
  static of(ports: Ports, errors: ErrorReporter): DynamicModule {
    const providers = [
      { provide: EventStore, useValue: ports.store },
      { provide: PaymentGateway, useValue: ports.gateway },
      { provide: Vault, useValue: ports.vault },
      { provide: Clock, useValue: ports.clock },
      { provide: BillingSettings, useValue: ports.billing },
      { provide: ErrorReporter, useValue: errors },
    ];
    return { module: EnginePorts, providers, exports: providers };
  }
}

/** Use cases, worker and projector on a folder of their own, without HTTP, so that any port can be replaced. */
export class Engine {
  readonly errors: unknown[];
  #commands = 0;

  private constructor(
    readonly ports: Ports,
    private readonly app: INestApplicationContext,
    private readonly parts: {
      worker: Worker;
      projector: Projector;
      travel: TimeTravel;
      errors: unknown[];
      folder: string;
    },
  ) {
    this.errors = parts.errors;
  }

  /** @param replace puts other ports in the place of those that were opened. */
  static async start(
    now: string,
    replace: (ports: Ports) => Partial<Ports> = () => ({}),
    options: { readonly stalledAfterMs?: number } = {},
  ): Promise<Engine> {
    const folder = mkdtempSync(join(tmpdir(), 'quittance-engine-'));
    const settings = readSettings({ QUITTANCE_DATA: folder, QUITTANCE_CLOCK: 'test' }, { projectRoot: ROOT });
    const opened = await openPorts(settings, { logger: createLogger({ level: 'silent' }) });
    const replaced = { ...opened, ...replace(opened) };
    const ports: Ports = { ...replaced, dueIndex: new ReadModelDueIndex(replaced.readModels) };
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const module = await Test.createTestingModule({
      imports: [EnginePorts.of(ports, new CollectedErrors(errors)), ApplicationModule],
    }).compile();
    const app = await module.init();
    const { testClock } = ports;
    if (testClock === null) throw new Error('the engine runs with the test clock');
    testClock.show(now);
    await app.get(Catalogs).publish(ports.catalogFile.versions);
    const worker = new Worker(ports, { onError });
    const projector = new Projector();
    const travel = new TimeTravel(ports.store, ports.queue, worker.dueJobs, {
      ...{ clock: testClock, shared: new SharedClock(ports.store, testClock), dueIndex: ports.dueIndex },
      followers: [...worker.followers, projector],
      ...options,
    });
    await app.get(Facts).start();
    await projector.start(ports.store, ports.readModels, PROJECTIONS, onError);
    await worker.start();
    return new Engine(ports, app, { worker, projector, travel, errors, folder });
  }

  execute<T>(command: (context: CommandContext) => Command<T>, memberId: string): Promise<T> {
    const id = `command-${(this.#commands += 1)}`;
    const actor = { id: memberId, role: 'member' };
    return this.app.get(CommandBus).execute(command({ commandId: id, correlationId: id, causationId: id, actor }));
  }

  publish(version: CatalogVersion): Promise<void> {
    return this.app.get(Catalogs).publish([version]);
  }

  advance(to: string): Promise<WhatHappened> {
    return this.parts.travel.advance(to, { id: 'olga', role: 'operator' });
  }

  /** Another worker on the same ports, beside the first: as after a crash, when `ports` forgets what was done. */
  async workAgain(ports: Partial<Ports>): Promise<void> {
    const worker = new Worker({ ...this.ports, ...ports }, { onError: (error) => this.errors.push(error) });
    await worker.start();
    const head = await this.ports.store.head();
    for (const follower of worker.followers) await follower.reached(head);
    await (ports.queue ?? this.ports.queue).idle();
    await worker.stop();
  }

  recorded(): Promise<readonly RecordedEvent[]> {
    return this.ports.store.readAll(BEGINNING, READ_MAX);
  }

  async events(): Promise<readonly StoredEvent[]> {
    return (await this.recorded()).map((event) => decode(event));
  }

  async stop(): Promise<void> {
    await this.parts.worker.stop();
    await this.parts.projector.stop();
    await this.app.get(Facts).stop();
    await this.app.close();
    await this.ports.close();
    rmSync(this.parts.folder, { recursive: true, force: true });
  }
}
