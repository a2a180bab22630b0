import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { BillingSettings, ErrorReporter, TimeTravel } from '#application';
import { EventStore } from '#event-store';
import { Outbox } from '#invoicing';
import { JobQueue } from '#jobs';
import { PaymentGateway } from '#payments';
import { Clock, Vault } from '#platform';
import { ReadModelStore } from '#read-models/port';
import { ApiSettings } from './api-settings.js';
import { ReadBarrier } from './read-barrier.js';

/** What the HTTP edge works with; whoever opened them closes them, after the edge. */
export interface ApiPorts {
  readonly store: EventStore;
  readonly readModels: ReadModelStore;
  readonly barrier: ReadBarrier;
  readonly gateway: PaymentGateway;
  readonly queue: JobQueue;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly billing: BillingSettings;
  readonly settings: ApiSettings;
  readonly errors: ErrorReporter;
  /** With the test clock only: the clock's calls are refused without it. */
  readonly timeTravel?: TimeTravel | null;
  /** With a test clock that other processes move too: shows the time before a request is answered. */
  readonly catchUp?: (() => Promise<void>) | null;
  /** Where mails are kept on disk: `GET /v1/mail` and `/outbox` exist with it only. */
  readonly outbox?: Outbox | null;
}

const providersOf = (ports: ApiPorts): Provider[] => [
  { provide: EventStore, useValue: ports.store },
  { provide: ReadModelStore, useValue: ports.readModels },
  { provide: ReadBarrier, useValue: ports.barrier },
  { provide: PaymentGateway, useValue: ports.gateway },
  { provide: JobQueue, useValue: ports.queue },
  { provide: Vault, useValue: ports.vault },
  { provide: Clock, useValue: ports.clock },
  { provide: BillingSettings, useValue: ports.billing },
  { provide: ApiSettings, useValue: ports.settings },
  { provide: ErrorReporter, useValue: ports.errors },
  { provide: TimeTravel, useValue: ports.timeTravel ?? null },
  { provide: Outbox, useValue: ports.outbox ?? null },
];

/** Gives the ports to every module, the use cases included. */
@Global()
@Module({})
export class PortsModule {
  static register(ports: ApiPorts): DynamicModule {
    const providers = providersOf(ports);
    return { module: PortsModule, providers, exports: providers };
  }
}
