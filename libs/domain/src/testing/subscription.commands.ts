import type { LocalDate } from '../kernel/local-date.js';
import type { CancelPlan, UndoCancellation } from '../subscription/cancel-plan.js';
import type { ChangePlan } from '../subscription/change-plan.js';
import type { OpenSubscription } from '../subscription/open-subscription.js';
import type { ChangeBillingDetails, ReassignBillingOwner, ReplacePaymentMethod } from '../subscription/owner.js';
import type { RecordRenewalFailure } from '../subscription/collect-renewal.js';
import type { RenewSubscription } from '../subscription/renew.js';
import type { FailPaidChange, SettlePaidChange } from '../subscription/settle-change.js';
import type { AnnounceTrialEnd, EndTrial } from '../subscription/trial.js';
import type { UndoChange } from '../subscription/undo-change.js';
import { CATALOG } from './catalog.builders.js';
import { alice, sealed } from './people.js';
import { billOf, card, charge, opened, premium, priced, APRIL } from './subscription.builders.js';

/** The first day of the second half of April: what is changed today is prorated by 15/30. */
export const TODAY: LocalDate = '2026-04-16';

const byAlice = { by: alice, today: TODAY } as const;

export const openSubscription = (data: Partial<OpenSubscription['data']> = {}): OpenSubscription => ({
  type: 'OpenSubscription',
  data: {
    account: opened().data,
    selection: premium(5),
    priced: priced(),
    bill: billOf('start', 67_45, charge(premium(5), { period: APRIL, unitPrice: 13_49, amount: 67_45 })),
    paymentId: 'pay_start',
    supersedes: [],
    ...data,
  },
});

/** Two members take seats, so that every tier covers them. */
export const changePlan = (data: Partial<ChangePlan['data']>): ChangePlan => ({
  type: 'ChangePlan',
  data: { ...byAlice, catalog: CATALOG, seatsTaken: 2, paymentId: 'pay_change', ...data },
});

export const settleChange = (paymentId = 'pay_change'): SettlePaidChange => ({
  type: 'SettlePaidChange',
  data: { paymentId },
});

export const failChange = (paymentId = 'pay_change'): FailPaidChange => ({
  type: 'FailPaidChange',
  data: { paymentId, reason: 'card_declined' },
});

export const undoChange = (data: Partial<UndoChange['data']> = {}): UndoChange => ({
  type: 'UndoChange',
  data: { ...byAlice, ...data },
});

export const cancelPlan = (data: Partial<CancelPlan['data']> = {}): CancelPlan => ({
  type: 'CancelPlan',
  data: { ...byAlice, ...data },
});

export const undoCancellation = (data: Partial<UndoCancellation['data']> = {}): UndoCancellation => ({
  type: 'UndoCancellation',
  data: { ...byAlice, ...data },
});

export const endTrial = (data: Partial<EndTrial['data']> = {}): EndTrial => ({
  type: 'EndTrial',
  data: { ...byAlice, ...data },
});

export const announceTrialEnd = (today: LocalDate = '2026-04-28'): AnnounceTrialEnd => ({
  type: 'AnnounceTrialEnd',
  data: { today },
});

export const reassignOwner = (data: Partial<ReassignBillingOwner['data']> = {}): ReassignBillingOwner => ({
  type: 'ReassignBillingOwner',
  data: { ...byAlice, to: 'mia', isMember: true, hasEmail: true, ...data },
});

export const changeDetails = (data: Partial<ChangeBillingDetails['data']> = {}): ChangeBillingDetails => ({
  type: 'ChangeBillingDetails',
  data: { ...byAlice, billingDetails: sealed('new details'), currency: null, locale: null, timeZone: null, ...data },
});

export const replaceCard = (data: Partial<ReplacePaymentMethod['data']> = {}): ReplacePaymentMethod => ({
  type: 'ReplacePaymentMethod',
  data: { ...byAlice, paymentMethod: card('0005'), paymentId: 'pay_retry', ...data },
});

export const renew = (data: Partial<RenewSubscription['data']> = {}): RenewSubscription => ({
  type: 'RenewSubscription',
  data: { today: '2026-05-01', catalog: CATALOG, seatsTaken: 2, supersedes: [], ...data },
});

export const recordRenewalFailure = (data: Partial<RecordRenewalFailure['data']> = {}): RecordRenewalFailure => ({
  type: 'RecordRenewalFailure',
  data: {
    paymentId: 'pay_may',
    invoiceNumber: 'FA-2026-000002',
    reason: 'card_declined',
    term: 0,
    k: 1,
    today: '2026-05-01',
    ...data,
  },
});
