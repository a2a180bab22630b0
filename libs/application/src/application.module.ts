import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStore } from '#event-store';
import { Clock, Vault } from '#platform';
import { Catalogs } from './catalog/publish-catalog.js';
import { AnswerOnce } from './kernel/answer-once.js';
import { Decisions } from './kernel/decide-and-append.js';
import { Facts } from './kernel/facts.js';
import { People } from './kernel/people.js';
import { BillingSettings } from './kernel/settings.js';
import { PaymentOutcomes } from './payments/payment-outcomes.js';
import { AppointAdministratorHandler, DismissAdministratorHandler } from './spaces/administrators.js';
import { CreateSpaceHandler } from './spaces/create-space.js';
import { PutMemberHandler, RemoveMemberHandler } from './spaces/members.js';
import { Membership } from './spaces/membership.js';
import { ChangeBillingDetailsHandler, ReplacePaymentMethodHandler } from './subscriptions/billing-details.js';
import { ReassignBillingOwnerHandler } from './subscriptions/billing-owner.js';
import { CancellationHandler } from './subscriptions/cancel-plan.js';
import { ChangePlanHandler } from './subscriptions/change-plan.js';
import { SubscriptionCommands } from './subscriptions/subscription-command.js';
import { RequestUpgradeHandler } from './upgrades/request-upgrade.js';

const COMMAND_HANDLERS = [
  CreateSpaceHandler,
  PutMemberHandler,
  RemoveMemberHandler,
  AppointAdministratorHandler,
  DismissAdministratorHandler,
  RequestUpgradeHandler,
  ChangePlanHandler,
  CancellationHandler,
  ReassignBillingOwnerHandler,
  ChangeBillingDetailsHandler,
  ReplacePaymentMethodHandler,
];

/** Where the listening for new facts reports its failures. */
export abstract class ErrorReporter {
  abstract report(error: unknown): void;
}

const SERVICES = [
  {
    provide: Decisions,
    useFactory: (store: EventStore, clock: Clock) => new Decisions(store, clock),
    inject: [EventStore, Clock],
  },
  {
    provide: People,
    useFactory: (decisions: Decisions, vault: Vault) => new People(decisions, vault),
    inject: [Decisions, Vault],
  },
  { provide: Catalogs, useFactory: (decisions: Decisions) => new Catalogs(decisions), inject: [Decisions] },
  {
    provide: AnswerOnce,
    useFactory: (store: EventStore, clock: Clock) => new AnswerOnce(store, clock),
    inject: [EventStore, Clock],
  },
  {
    provide: Facts,
    useFactory: (store: EventStore, errors: ErrorReporter) => new Facts(store, (error) => errors.report(error)),
    inject: [EventStore, ErrorReporter],
  },
  {
    provide: Membership,
    useFactory: (decisions: Decisions, people: People) => new Membership(decisions, people),
    inject: [Decisions, People],
  },
  {
    provide: SubscriptionCommands,
    useFactory: (decisions: Decisions, people: People, clock: Clock) =>
      new SubscriptionCommands(decisions, people, clock),
    inject: [Decisions, People, Clock],
  },
  {
    provide: PaymentOutcomes,
    useFactory: (facts: Facts, decisions: Decisions, settings: BillingSettings) =>
      new PaymentOutcomes(facts, decisions, settings),
    inject: [Facts, Decisions, BillingSettings],
  },
];

/**
 * The use cases on a CommandBus. Whoever imports it provides the ports globally: EventStore, PaymentGateway, Vault,
 * Clock, BillingSettings and ErrorReporter.
 */
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [...SERVICES, ...COMMAND_HANDLERS],
  exports: [CqrsModule, ...SERVICES.map(({ provide }) => provide)],
})
export class ApplicationModule {}
