import type { VersionName } from './golden-files.js';

/**
 * Streams as they come to be, or parts of them, each event by its golden file. An older version stays in its history, as
 * it does in a store.
 */
export const HISTORIES = {
  workspace: ['WorkspaceCreated.v1'],
  team: ['TeamCreated.v1'],
  organization: ['OrganizationCreated.v1', 'MemberAdded.v1', 'AdministratorAppointed.v1', 'MemberProfileChanged.v1'],
  leaving: ['AdministratorDismissed.v1', 'MemberRemoved.v1'],

  upgrade: ['UpgradeRequested.v1', 'UpgradeCompleted.v1'],
  declinedUpgrade: ['UpgradeRequested.v1', 'UpgradeFailed.v1'],
  upgradeOfOrganization: ['UpgradeRequested.v2'],
  failedUpgradeOfOrganization: ['UpgradeRequested.v2', 'UpgradeFailed.v2'],
  endOfCover: ['CoverageEnded.v1'],

  start: ['SubscriptionOpened.v1', 'PlanUpgraded.v1'],
  firstMonth: [
    'SubscriptionOpened.v1',
    'PlanUpgraded.v1',
    'PaidChangeRequested.v1',
    'PaidChangeFailed.v1',
    'PaidChangeRequested.v1',
    'SeatsChanged.v1',
    'ChangeScheduled.v1',
  ],
  changeOfMind: ['ScheduledChangeUndone.v1'],
  pastDue: ['SubscriptionRenewed.v1', 'RenewalPaymentFailed.v1'],
  anotherOwner: [
    'BillingOwnerReassigned.v1',
    'BillingDetailsChanged.v1',
    'PaymentMethodReplaced.v1',
    'CancellationScheduled.v1',
  ],
  staying: ['CancellationUndone.v1'],
  end: ['SubscriptionEnded.v1'],
  lastTry: ['RenewalRetryRequested.v1', 'RenewalPaymentFailed.v2'],
  // Asked for before the release that writes version 2, settled after it.
  seatsInVersion2: ['SubscriptionOpened.v1', 'PlanUpgraded.v1', 'PaidChangeRequested.v1', 'SeatsChanged.v2'],

  trial: ['SubscriptionOpened.v1', 'TrialStarted.v1', 'TrialChanged.v1', 'TrialEndAnnounced.v1'],
  paidAfterTrial: ['TrialConverted.v1', 'PaymentReceived.v1'],
  annual: ['SubscriptionOpened.v1', 'PlanUpgraded.v1', 'PaidChangeRequested.v2', 'CycleChanged.v1'],
  backToMonthly: ['SubscriptionRenewed.v2'],

  held: ['SupersedeRequested.v1'],
  released: ['SupersedeRequested.v1', 'SupersedeCalledOff.v1'],
  superseded: ['SupersedeRequested.v1', 'SubscriptionEnded.v2'],
  planOfOrganization: ['PlanUpgraded.v2'],

  missingOwner: ['BillingOwnerWentMissing.v1'],
  ownerReturned: ['BillingOwnerWentMissing.v1', 'BillingOwnerReturned.v1'],
  ownershipClaimed: ['BillingOwnerWentMissing.v1', 'BillingOwnershipClaimed.v1'],
  overLimit: ['SeatUsageChanged.v1'],
  termsOfSales: ['PolicyAdopted.v1', 'PriceProtected.v1'],
  protectionLifted: ['PriceProtected.v1', 'PriceProtectionLifted.v1'],

  payment: ['PaymentRequested.v1', 'PaymentSettled.v1'],
  declinedPayment: ['PaymentRequested.v1', 'PaymentFailed.v1'],
  refund: ['RefundRequested.v1', 'RefundSettled.v1'],
  bankPayment: ['BankPaymentRecorded.v1'],
  invoices: ['InvoiceIssued.v1'],
  creditNotes: ['CreditNoteIssued.v1'],
  invoiceMail: ['MailSent.v1'],
  noticeMail: ['MailSent.v2'],
  support: ['SupportRequested.v1'],
  sales: ['SalesRequested.v1'],
  catalog: ['CatalogVersionPublished.v1'],
} as const satisfies Readonly<Record<string, readonly VersionName[]>>;
