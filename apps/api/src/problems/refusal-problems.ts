import type { RefusalCode } from '#domain';
import { BANK_PAYMENTS } from './bank-payment-problems.js';
import { word, type Details, type ProblemRow } from './problem-row.js';

const around = ({ below, above }: Details): string =>
  [below, above]
    .filter((tier) => tier !== null)
    .map(word)
    .join(' and ');

interface CommandToSend {
  readonly method: string;
  readonly path: string;
  readonly body: object;
}

const instead = (commands: unknown): string =>
  Array.isArray(commands)
    ? (commands as CommandToSend[])
        .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`)
        .join(', then ')
    : 'first what goes up, then what goes down';

const SPACES = {
  'space.unknown': {
    status: 404,
    title: 'Unknown space',
    detail: 'There is no such space, or you do not belong to it.',
    next: 'Take an id from GET /v1/spaces, or ask an administrator of the space to add you.',
  },
  'space.exists': {
    status: 409,
    title: 'The space exists',
    detail: 'A space with this id exists already.',
    next: 'Choose another spaceId, or leave it out and one is made.',
    field: 'spaceId',
  },
  'space.not_an_organization': {
    status: 404,
    title: 'Not an organization',
    detail: 'This space is no organization, and only an organization has teams.',
    next: 'Name an organization, or make a workspace instead.',
  },
  'member.unknown': {
    status: 404,
    title: 'Unknown member',
    detail: 'This person is no member of the space.',
    next: 'Add the person with PUT /v1/spaces/{id}/members/{memberId} first.',
  },
  'member.is_billing_owner': {
    status: 409,
    title: 'The member is billing owner',
    detail: 'This member is the billing owner of the space and stays until that role is handed over.',
    next: 'Hand it over with PUT /v1/spaces/{id}/subscription/billing-owner, then remove the member.',
  },
  'administrator.last': {
    status: 409,
    title: 'The last administrator',
    detail: 'A space keeps at least one administrator.',
    next: 'Appoint another administrator first.',
  },
  'administrator.is_billing_owner': {
    status: 409,
    title: 'The administrator is billing owner',
    detail: 'The billing owner of a paid organization is its administrator.',
    next: 'Hand the billing ownership over first.',
  },
  'rights.not_allowed': {
    status: 403,
    title: 'Not allowed',
    detail: 'Your role in this space does not allow this.',
    next: 'Ask the billing owner of the space; GET /v1/spaces/{id}/billing says who that is and what you may do.',
  },
  'policy.unknown': {
    status: 422,
    title: 'Unknown policy',
    detail: ({ policy, policies }) => `There is no policy ${word(policy)}; there are ${word(policies)}.`,
    next: ({ policies }) => `Name one of ${word(policies)}; its newest version is taken.`,
    field: 'policy',
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>;

const PLANS = {
  'catalog.not_in_force': {
    status: 409,
    title: 'No price list in force',
    detail: ({ day }) => `No price list is in force on ${word(day)}.`,
    next: 'Publish a catalog version that is in force on that day.',
  },
  'catalog.version_changed': {
    status: 409,
    title: 'A published price list was changed',
    detail: ({ version }) => `The catalog version ${word(version)} was published with other prices.`,
    next: 'Give the new prices a new version.',
  },
  'plan.unknown': {
    status: 422,
    title: 'Unknown plan',
    detail: ({ plan, plans }) => `There is no plan ${word(plan)}; there are ${word(plans)}.`,
    next: 'Take a plan from GET /v1/plans.',
    field: 'plan',
  },
  'currency.unknown': {
    status: 422,
    title: 'Unknown currency',
    detail: ({ currency, currencies }) =>
      Array.isArray(currencies)
        ? `There is no price in ${word(currency)}; there are prices in ${word(currencies)}.`
        : `There is no price in ${word(currency)}.`,
    next: 'Choose a currency that GET /v1/plans has prices in.',
    field: 'currency',
  },
  'seats.one_seat': {
    status: 422,
    title: 'One seat is not sold',
    detail: 'A paid plan has two seats or more.',
    next: ({ above }) => `Choose at least ${word(above)} seats, or stay on Basic, which is free.`,
    field: 'seats',
  },
  'seats.not_a_tier': {
    status: 422,
    title: 'Not a seat tier',
    detail: (details) =>
      `Seats are sold in tiers and ${word(details['seats'])} is none; the nearest are ${around(details)}.`,
    next: (details) => `Choose ${around(details).replace(' and ', ' or ')} seats; GET /v1/plans lists all tiers.`,
    field: 'seats',
  },
  'seats.below_members': {
    status: 422,
    title: 'Fewer seats than members',
    detail: ({ seats, members }) => `${word(seats)} seats do not cover the ${word(members)} members of the space.`,
    next: 'Choose a tier that covers all members, or remove members first.',
    field: 'seats',
  },
  contact_sales: {
    status: 403,
    title: 'Contact sales',
    detail: 'This is arranged by our sales team, it is not self-service.',
    next: 'Write to the contact in this answer.',
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>;

const UPGRADES = {
  'upgrade.already_upgraded': {
    status: 409,
    title: 'Already upgraded',
    detail: 'This space has a paid plan already.',
    next: 'Ask its billing owner to change the plan: POST /v1/spaces/{id}/subscription/change.',
  },
  'upgrade.covered_by_organization': {
    status: 409,
    title: 'Covered by the organization',
    detail: 'The organization of this team has a paid plan, which covers the team.',
    next: 'Nothing needs to be bought for this team.',
  },
  'upgrade.teams_changed': {
    status: 409,
    title: 'The plan of a team has changed',
    detail:
      'The paid plan of a team in this organization has changed since the upgrade was priced. Nothing was charged.',
    next: 'Ask for a new preview, which shows the present credits, and confirm that.',
  },
  'payment.pending': {
    status: 409,
    title: 'A payment is pending',
    detail: 'A payment of this space is not settled yet, and until it is nothing else changes.',
    next: 'Read GET /v1/spaces/{id}/billing until the state is no longer paymentPending, then try again.',
    retryAfterS: 5,
  },
  'payment.failed': {
    status: 402,
    title: 'The payment failed',
    detail: ({ reason }) => `The payment was not accepted (${word(reason)}). Nothing has changed and nothing is owed.`,
    next: 'Try another card, or write to the contact in this answer.',
    field: 'paymentMethod',
  },
  'payment.past_due': {
    status: 409,
    title: 'An invoice is past due',
    detail: ({ invoiceNumber }) =>
      `The invoice ${word(invoiceNumber)} could not be collected, so nothing that costs something can be changed.`,
    next: 'Replace the card with PUT /v1/spaces/{id}/subscription/payment-method: the invoice is tried again at once.',
  },
  'payment_method.missing': {
    status: 409,
    title: 'No payment method',
    detail: 'This costs something now, and no payment method is on file.',
    next: 'Set one with PUT /v1/spaces/{id}/subscription/payment-method, then try again.',
  },
  'payment_method.unknown': {
    status: 422,
    title: 'Unknown payment method',
    detail: 'The payment provider does not know this token.',
    next: 'Enter the card again to get a new token.',
    field: 'paymentMethod.token',
  },
  'owner.not_a_member': {
    status: 422,
    title: 'Not a member',
    detail: 'The billing owner must be a member of the space.',
    next: 'Name a member, or add the person to the space first.',
    field: 'billingOwnerId',
  },
  'owner.not_missing': {
    status: 409,
    title: 'There is a billing owner',
    detail: 'The billing owner of this plan is a member of the space, so the role cannot be claimed.',
    next: 'Ask the billing owner to hand the role over: PUT /v1/spaces/{id}/subscription/billing-owner.',
  },
  'owner.email_missing': {
    status: 422,
    title: 'No e-mail address',
    detail: 'The billing owner receives the invoices, and no e-mail address is known.',
    next: 'Set it with PUT /v1/spaces/{id}/members/{memberId} first.',
    field: 'billingOwnerId',
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>;

const SUBSCRIPTIONS = {
  'subscription.none': {
    status: 404,
    title: 'No subscription',
    detail: 'This space has no paid plan.',
    next: 'Upgrade it with POST /v1/spaces/{id}/subscription.',
  },
  'subscription.ended': {
    status: 409,
    title: 'The subscription has ended',
    detail: ({ endedOn }) => `The paid plan of this space ended on ${word(endedOn)}.`,
    next: 'Upgrade the space again with POST /v1/spaces/{id}/subscription.',
  },
  'subscription.renewal_due': {
    status: 409,
    title: 'The renewal is due',
    detail: ({ renewsOn }) => `The renewal of ${word(renewsOn)} is being done.`,
    next: 'Try again in a moment.',
    retryAfterS: 2,
  },
  'change.mixed': {
    status: 422,
    title: 'Up and down at once',
    detail:
      'One part of this change goes up, which happens now, while another goes down, which happens at the renewal.',
    next: ({ commands }) => `Send two commands one after the other: ${instead(commands)}.`,
  },
  'manual.annual_only': {
    status: 422,
    title: 'Annual only',
    detail: 'A plan that is paid by invoice is annual.',
    next: 'Choose the annual cycle, or pay by card.',
    field: 'cycle',
  },
  'manual.too_few_seats': {
    status: 422,
    title: 'Too few seats for an invoice',
    detail: ({ seats, minimum }) =>
      `A plan is paid by invoice from ${word(minimum)} seats on; ${word(seats)} seats are too few.`,
    next: ({ minimum }) => `Choose a tier of ${word(minimum)} seats or more, or pay by card.`,
    field: 'seats',
  },
  'cancellation.scheduled': {
    status: 409,
    title: 'The plan is cancelled',
    detail: ({ endsOn }) =>
      `The plan is cancelled and ends on ${word(endsOn)}, so nothing is scheduled for its renewal.`,
    next: 'Take the cancellation back first: POST /v1/spaces/{id}/subscription/undo-cancellation.',
  },
  'billing_details.currency_fixed': {
    status: 409,
    title: 'The currency is fixed',
    detail: ({ currency }) => `The currency stays ${word(currency)} while the plan lives.`,
    next: 'Leave the currency out, or cancel and upgrade again in the other one.',
    field: 'currency',
  },
  'trial.none': {
    status: 409,
    title: 'No trial is running',
    detail: 'This plan is not in trial, so there is no trial to end.',
    next: 'To end a paid plan, cancel it: POST /v1/spaces/{id}/subscription/cancel.',
  },
  'trial.used': {
    status: 409,
    title: 'The trial was used',
    detail: 'This space had its trial already, and each space has one.',
    next: 'Leave trial out and upgrade with a payment method.',
    field: 'trial',
  },
  'trial.not_available': {
    status: 422,
    title: 'No trial',
    detail: 'A trial is not available for this space.',
    next: 'Leave trial out and upgrade with a payment method.',
    field: 'trial',
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>;

/** Every refusal of the rules. A new code does not compile without its row. */
export const REFUSAL_PROBLEMS = {
  ...SPACES,
  ...PLANS,
  ...UPGRADES,
  ...BANK_PAYMENTS,
  ...SUBSCRIPTIONS,
} as const satisfies Record<RefusalCode, ProblemRow>;
