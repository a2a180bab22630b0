import {
  refuse,
  takenTeams,
  type Caller,
  type ExistingSpace,
  type Superseded,
  type SubscriptionCommand,
  type TeamPlan,
  type UpgradeRequested,
} from '#domain';
import type {
  Change,
  HandOver,
  Plainly,
  ProtectPrice,
  RecordPayment,
  ReplaceCard,
  Start,
  StartManual,
} from '../steps.js';
import { pay } from './documents.js';
import { cardPays, decide, decideCover, seatsTakenIn } from './run.js';
import { placeOf, rootFor, streamFor, type Place, type Stream, type SystemState } from './world.js';
import { sealed, existingOf, administratorsOf, callerOf, standing, act, appointOwner } from './context.js';

const teamPlans = (system: SystemState, place: Place): ReadonlyMap<string, TeamPlan> => {
  const plans = new Map<string, TeamPlan>();
  for (const [teamId, { subscriptionId }] of takenTeams(rootFor(system, place).state)) {
    const { state } = streamFor(system, subscriptionId);
    if (state.status === 'active') plans.set(teamId, { state, today: system.today });
  }
  return plans;
};

/** In a team, the administrators of its organization may start an upgrade too (D5). */
const spaceForUpgrade = (system: SystemState, place: Place): ExistingSpace => ({
  ...existingOf(system, place.id),
  administrators: administratorsOf(system, place),
});

const nextId = (system: SystemState, spaceId: string): string => {
  const earlier = [...system.streams.values()].filter(
    ({ state }) => state.status !== 'none' && state.account.spaceId === spaceId,
  );
  return `${spaceId} ${earlier.length + 1}`;
};

export const start = (system: SystemState, step: Start | StartManual): void => {
  const { space: spaceId, by, owner, plan, cycle, seats, currency } = step;
  existingOf(system, spaceId);
  const place = placeOf(system, spaceId);
  const subscriptionId = nextId(system, spaceId);
  const card = step.do === 'start' ? step.card : 'none';
  const [requested] = decideCover(rootFor(system, place), {
    type: 'RequestUpgrade',
    data: {
      ...{ subscriptionId, paymentId: `start ${subscriptionId}`, space: spaceForUpgrade(system, place), by },
      ...{ isBySales: by === 'sales', ownerId: owner, ownerHasEmail: true, selection: { plan, cycle, seats } },
      collection: step.do === 'start' ? 'automatic' : 'manual',
      isTrial: step.do === 'start' && step.trial,
      ...{ currency, timeZone: 'UTC', locale: 'en', billingDetails: sealed('details') },
      paymentMethod: card === 'none' ? null : sealed(card),
      ...{ isCardUnknown: false, today: system.today, catalog: system.catalog, teams: teamPlans(system, place) },
    },
  });
  if (requested?.type !== 'UpgradeRequested') throw new Error('an upgrade that is not refused is requested');
  carryOut(system, place, { request: requested.data, card, step });
};

const carryOut = (
  system: SystemState,
  place: Place,
  { request, card, step }: { request: UpgradeRequested['data']; card: string; step: Start | StartManual },
): void => {
  const { subscriptionId, spaceId, paymentId, supersedes } = request;
  const root = rootFor(system, place);
  for (const superseded of supersedes) toTeam(system, subscriptionId, superseded, 'HoldForSupersede');
  if (paymentId !== null && !cardPays(card, true)) {
    for (const superseded of supersedes) toTeam(system, subscriptionId, superseded, 'ReleaseFromSupersede');
    decideCover(root, { type: 'FailUpgrade', data: { subscriptionId, spaceId, paymentId, reason: 'declined' } });
    return refuse('payment.failed');
  }
  decide(system, subscriptionId, { type: 'OpenSubscription', data: request });
  act(system, subscriptionId, { action: step.do, by: step.by });
  for (const superseded of supersedes) toTeam(system, subscriptionId, superseded, 'SupersedeSubscription');
  decideCover(root, { type: 'CompleteUpgrade', data: { subscriptionId, spaceId } });
  appointOwner(system, subscriptionId);
};

const toTeam = (
  system: SystemState,
  by: string,
  superseded: Superseded,
  type: 'HoldForSupersede' | 'ReleaseFromSupersede' | 'SupersedeSubscription',
): void => void decide(system, superseded.subscriptionId, { type, data: { by, superseded } });

const personal = (
  system: SystemState,
  step: { readonly do: string; readonly space: string; readonly by: string },
  make: (by: Caller, stream: Stream) => SubscriptionCommand,
): void => {
  const stream = standing(system, step.space);
  const { id } = stream;
  const before = stream.events.length;
  // Who acts is asked before the fact: a hand-over makes somebody else the owner.
  const role = callerOf(system, step.space, step.by);
  const decided = decide(system, id, make(role, stream));
  const failed = stream.events.slice(before).find(({ event }) => event.type === 'PaidChangeFailed');
  if (failed !== undefined) return refuse('payment.failed');
  if (decided.length > 0) act(system, id, { action: step.do, by: step.by });
};

export const change = (system: SystemState, step: Change): void =>
  personal(system, step, (by) => {
    const { space, plan, cycle, seats } = step;
    const wishes = { ...(plan && { plan }), ...(cycle && { cycle }), ...(seats !== undefined && { seats }) };
    const given = { by, today: system.today, catalog: system.catalog, seatsTaken: seatsTakenIn(system, space) };
    return { type: 'ChangePlan', data: { ...wishes, ...given, paymentId: `change ${system.order}` } };
  });

const TYPES = {
  undoChange: 'UndoChange',
  cancel: 'CancelPlan',
  undoCancellation: 'UndoCancellation',
  endTrial: 'EndTrial',
} as const;

export const plainly = (system: SystemState, step: Plainly): void => {
  if (step.do === 'claim') return claim(system, step);
  const type = TYPES[step.do];
  personal(system, step, (by) => ({ type, data: { by, today: system.today } }));
};

const claim = (system: SystemState, step: Plainly): void => {
  personal(system, step, (by) => {
    const data = { by, today: system.today, hasAdministrators: true, hasEmail: true };
    return { type: 'ClaimOwnership', data };
  });
  appointOwner(system, standing(system, step.space).id);
};

export const handOver = (system: SystemState, step: HandOver): void => {
  const isMember = existingOf(system, step.space).members.has(step.to);
  personal(system, step, (by) => ({
    type: 'ReassignBillingOwner',
    data: { by, today: system.today, to: step.to, isMember, hasEmail: true },
  }));
  appointOwner(system, standing(system, step.space).id);
};

export const replaceCard = (system: SystemState, step: ReplaceCard): void =>
  personal(system, step, (by) => ({
    type: 'ReplacePaymentMethod',
    data: { by, today: system.today, paymentMethod: sealed(step.card), paymentId: `card ${system.order}` },
  }));

/** D7: the bank transfer for every open invoice of a space, whether its plan lives or not. */
export const recordPayment = (system: SystemState, { space, by }: RecordPayment): void => {
  existingOf(system, space);
  if (by !== 'sales') return refuse('rights.not_allowed');
  const manual = [...system.streams.values()].filter(
    ({ state }) => state.status !== 'none' && state.account.spaceId === space && state.account.collection === 'manual',
  );
  if (manual.length === 0) return refuse('subscription.none');
  for (const { id } of manual) {
    for (const invoice of system.issued) {
      if (invoice.document.subscription !== id || invoice.document.kind !== 'invoice' || invoice.open === 0) continue;
      const [, term = 0, k = 0] = invoice.place.split(':').map(Number);
      const paymentId = `bank ${system.order} ${invoice.document.id}`;
      const about = { paymentId, invoiceNumber: invoice.document.id, net: invoice.open, term, k, today: system.today };
      pay(system, invoice);
      decide(system, id, { type: 'RecordPaymentReceived', data: about });
    }
    system.actions.push({ order: system.order, subscription: id, action: 'recordPayment', by, role: 'sales' });
  }
};

export const protectPrice = (system: SystemState, step: ProtectPrice): void =>
  personal(system, step, (by) =>
    step.protect ? { type: 'ProtectPrice', data: { by, until: null } } : { type: 'LiftPriceProtection', data: { by } },
  );
