import { Global, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ApplicationModule, BillingSettings } from '#application';
import { EventStore } from '#event-store';
import { Vault } from '#platform';
import { BillingTabQuery } from '#read-models/billing-tab';
import { HistoryQuery } from '#read-models/history';
import { InvoicesQuery } from '#read-models/invoices';
import { ReadModelStore } from '#read-models/port';
import { RequestsQuery } from '#read-models/requests';
import { SpacesQuery } from '#read-models/spaces';
import { AccessGuard, AccessServices, Replays, Rights } from './access/index.js';
import { DevelopmentTokens, ProviderTokens, RateLimit, Tokens } from './auth/index.js';
import { CommandAnswers } from './commands/index.js';
import { FactsLifecycle } from './facts-lifecycle.js';
import { Readiness } from './health/readiness.js';
import { ReplyInterceptor } from './http/index.js';
import { ApiSettings, type SignIn } from './ports/index.js';
import { ProblemFilter } from './problems/index.js';
import { Reading } from './reading/index.js';
import { ValidationPipe } from './validation/index.js';

/** A query of a screen, from the read models and the vault. */
const screen = <Q>(query: Type<Q> & (new (readModels: ReadModelStore, vault: Vault) => Q)): Provider => ({
  provide: query,
  useFactory: (readModels: ReadModelStore, vault: Vault) => new query(readModels, vault),
  inject: [ReadModelStore, Vault],
});

const signInProviders = (signIn: SignIn): Provider[] => {
  if (signIn.kind === 'jwks') return [{ provide: Tokens, useValue: new ProviderTokens(signIn) }];
  const development: Provider = {
    provide: DevelopmentTokens,
    useFactory: ({ linkSecret }: BillingSettings) => new DevelopmentTokens(linkSecret),
    inject: [BillingSettings],
  };
  return [development, { provide: Tokens, useExisting: DevelopmentTokens }];
};

const SERVICES: Provider[] = [
  {
    provide: RateLimit,
    useFactory: ({ requestsPerMinute }: ApiSettings) => new RateLimit(requestsPerMinute),
    inject: [ApiSettings],
  },
  {
    provide: HistoryQuery,
    useFactory: (readModels: ReadModelStore, events: EventStore, vault: Vault) =>
      new HistoryQuery(readModels, events, vault),
    inject: [ReadModelStore, EventStore, Vault],
  },
  screen(SpacesQuery),
  screen(BillingTabQuery),
  screen(InvoicesQuery),
  screen(RequestsQuery),
  Rights,
  AccessServices,
  Replays,
  CommandAnswers,
  Reading,
  Readiness,
];

const ROUTE_PARTS: Provider[] = [
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_PIPE, useClass: ValidationPipe },
  { provide: APP_INTERCEPTOR, useClass: ReplyInterceptor },
  { provide: APP_FILTER, useClass: ProblemFilter },
];

/** What every route goes through and every controller works with. */
@Global()
@Module({})
export class EdgeModule {
  static register(signIn: SignIn): DynamicModule {
    const shared = [...signInProviders(signIn), ...SERVICES];
    return {
      module: EdgeModule,
      imports: [ApplicationModule],
      providers: [...shared, ...ROUTE_PARTS, FactsLifecycle],
      exports: [...shared, ApplicationModule],
    };
  }
}
