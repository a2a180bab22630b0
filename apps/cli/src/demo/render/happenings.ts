import type { AuditEvent, Selection } from '../../client/index.js';
import { dayAt } from '../calendar.js';
import { personOf, castOf, type SpaceId } from '../story.js';
import { fill, type Happening } from './dictionary.js';
import type { Voice } from './voice.js';

/** The parts of an event's data that a sentence may need. */
interface EventData {
  readonly from?: Selection | string | null;
  readonly to?: Selection | string;
  readonly effectiveOn?: string;
}

/** What is worth a sentence; all other events belong to one of these, or are invoices and mails. */
const HAPPENINGS: Readonly<Record<string, Happening>> = {
  PlanUpgraded: 'upgraded',
  SeatsChanged: 'seatsChanged',
  CancellationScheduled: 'cancelled',
  CancellationUndone: 'cancellationUndone',
  BillingOwnerReassigned: 'handedOver',
  SubscriptionRenewed: 'renewed',
  SubscriptionEnded: 'ended',
  RenewalPaymentFailed: 'paymentFailed',
};

const happeningOf = ({ type, data }: AuditEvent): Happening | null => {
  const isStart = type === 'PlanUpgraded' && (data as EventData).from === null;
  return isStart ? 'started' : (HAPPENINGS[type] ?? null);
};

/** The day on which it happened; what it counts from may be a later one. */
const dayOf = ({ recordedAt }: AuditEvent, { timeZone }: Voice): string => dayAt(recordedAt, timeZone);

const firstName = (id: unknown): string => personOf(String(id)).name.split(' ')[0] ?? '';

const valuesOf = (event: AuditEvent, voice: Voice): Record<string, string> => {
  const { from, to, effectiveOn } = event.data as EventData;
  const until = { until: voice.format.day(effectiveOn ?? dayOf(event, voice)) };
  if (typeof to === 'string') return { ...until, oldOwner: firstName(from), owner: firstName(to) };
  const old = typeof from === 'object' && from !== null ? selectionValues(from, voice) : null;
  return {
    ...until,
    ...(to === undefined ? {} : selectionValues(to, voice)),
    ...(old === null ? {} : { oldPlan: old.plan, oldSeats: old.seats }),
  };
};

const selectionValues = ({ plan, cycle, seats }: Selection, { words, planName }: Voice) => ({
  plan: planName(plan),
  cycle: words.cycles[cycle],
  seats: String(seats),
});

export interface Sentence {
  readonly at: string;
  readonly on: string;
  readonly text: string;
}

/** What happened to a space's plan, told from its history. */
export const happenings = (space: SpaceId, history: readonly AuditEvent[], voice: Voice): Sentence[] =>
  history.flatMap((event) => {
    const happening = happeningOf(event);
    if (happening === null) return [];
    const on = dayOf(event, voice);
    const values = { day: on.slice(8), space: castOf(space).name, ...valuesOf(event, voice) };
    return [{ at: event.recordedAt, on, text: fill(voice.words.happened[happening], values) }];
  });
