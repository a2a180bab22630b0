import { Module, type Abstract, type InjectionToken } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStore } from '#event-store';
import { PaymentGateway } from '#payments';
import { Clock, Vault } from '#platform';
import { Offers } from './catalog/offers.js';
import { Catalogs } from './catalog/publish-catalog.js';
import { IssuedInvoices } from './invoices/issued-invoices.js';
import { AnswerOnce } from './kernel/answer-once.js';
import { Days } from './kernel/days.js';
import { Decisions } from './kernel/decide-and-append.js';
import { ErrorReporter } from './kernel/error-reporter.js';
import { Facts } from './kernel/facts.js';
import { People } from './kernel/people.js';
import { BillingSettings } from './kernel/settings.js';
import { Payers } from './payments/payers.js';
import { PaymentOutcomes } from './payments/payment-outcomes.js';
import { RecordBankPaymentHandler } from './payments/record-bank-payment.js';
import { SalesRequests } from './sales/sales-requests.js';
import { AppointAdministratorHandler, DismissAdministratorHandler } from './spaces/administrators.js';
import { CreateSpaceHandler } from './spaces/create-space.js';
import { PutMemberHandler, RemoveMemberHandler } from './spaces/members.js';
import { Membership } from './spaces/membership.js';
import { ChangeBillingDetailsHandler, ReplacePaymentMethodHandler } from './subscriptions/billing-details.js';
import { ReassignBillingOwnerHandler } from './subscriptions/billing-owner.js';
import { CancellationHandler } from './subscriptions/cancel-plan.js';
import { ChangePlanHandler } from './subscriptions/change-plan.js';
import { ClaimOwnershipHandler } from './subscriptions/claim-ownership.js';
import { GiveSalesTermHandler } from './subscriptions/sales-terms.js';
import { SubscriptionCommands } from './subscriptions/subscription-command.js';
import { RequestSupportHandler } from './support/request-support.js';
import { RequestUpgradeHandler } from './upgrades/request-upgrade.js';
import { PendingUpgrades } from './upgrades/pending-upgrades.js';
import { TeamPlans } from './upgrades/team-plans.js';
import { UpgradeProposals } from './upgrades/upgrade-proposals.js';

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
  ClaimOwnershipHandler,
  GiveSalesTermHandler,
  ChangeBillingDetailsHandler,
  ReplacePaymentMethodHandler,
  RecordBankPaymentHandler,
  RequestSupportHandler,
];

/** A service made of others, in the order of its constructor. */
const made = <T extends object, D extends unknown[]>(service: new (...parts: D) => T, parts: Tokens<D>) => ({
  provide: service,
  useFactory: (...resolved: D) => new service(...resolved),
  inject: [...parts] as InjectionToken[],
});

type Tokens<D extends unknown[]> = { readonly [I in keyof D]: Abstract<D[I]> };

const SERVICES = [
  made(Decisions, [EventStore, Clock]),
  made(AnswerOnce, [EventStore, Clock]),
  made(Days, [Clock, BillingSettings]),
  made(People, [Decisions, Vault]),
  made(Payers, [PaymentGateway, Vault]),
  made(Catalogs, [Decisions]),
  made(Facts, [EventStore, ErrorReporter]),
  made(IssuedInvoices, [EventStore, BillingSettings]),
  made(SalesRequests, [Decisions, People, Vault]),
  made(Membership, [Decisions, People]),
  made(SubscriptionCommands, [Decisions, People, Days]),
  made(PaymentOutcomes, [Facts, BillingSettings]),
  made(PendingUpgrades, [Facts]),
  made(TeamPlans, [Decisions, Days]),
  made(Offers, [Catalogs, Days]),
  made(UpgradeProposals, [People, Offers, Payers, TeamPlans]),
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
