import {
  coverOf,
  isTaken,
  Refusal,
  replay,
  subscriptionDecider,
  type ActiveSubscription,
  type LocalDate,
  type Subscription,
} from '#domain';
import type { Books, BookedSubscription, Stay } from '../books.js';
import type { PlanName, Step, World } from '../steps.js';
import * as commands from './commands.js';
import * as people from './people.js';
import { advance } from './days.js';
import { refuseAgain } from './run.js';
import { newSystem, placeOf, rootFor, type Stream, type SystemState } from './world.js';

export interface Taken {
  /** The refusal, or null. */
  readonly code: string | null;
  readonly day: string;
}

export interface SystemOptions {
  /** Everything that the system is told, it is told again at once, and one thing of it much later. */
  readonly isToldAgain?: boolean;
}

/** What says how things are now is made anew each time that it is told, so it never comes late. */
const DEPENDS_ON_NOW: ReadonlySet<string> = new Set(['NoteOwnerPresence', 'NoteSeatUsage']);

type Command = Exclude<Step, { do: 'advance' }>;

const COMMANDS = {
  createSpace: people.createSpace,
  addMembers: people.addMembers,
  removeMember: people.removeMember,
  appointAdministrator: people.appointAdministrator,
  start: commands.start,
  startManual: commands.start,
  change: commands.change,
  undoChange: commands.plainly,
  cancel: commands.plainly,
  undoCancellation: commands.plainly,
  endTrial: commands.plainly,
  claim: commands.plainly,
  handOver: commands.handOver,
  replaceCard: commands.replaceCard,
  recordPayment: commands.recordPayment,
  protectPrice: commands.protectPrice,
};

/** The real deciders of the domain, with the processes around them in the plainest form, on a history of plain data. */
export class RealSystem {
  readonly state: SystemState;

  constructor(world: World, { isToldAgain = false }: SystemOptions = {}) {
    this.state = newSystem(world, isToldAgain ? [] : null);
  }

  /** @throws what is no refusal: a broken invariant above all. */
  apply(step: Step): Taken {
    this.state.order += 1;
    try {
      if (step.do === 'advance') advance(this.state, step.days);
      else (COMMANDS[step.do] as (state: SystemState, step: Command) => void)(this.state, step);
      this.#tellAgain();
      return { code: null, day: this.state.today };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, day: this.state.today };
      throw error;
    }
  }

  /** I7: something that was told long ago comes once more, each time something else. */
  #tellAgain(): void {
    const { told, order } = this.state;
    if (told === null) return;
    const again = told.filter(({ command }) => !DEPENDS_ON_NOW.has(command.type));
    const old = again[(order * 7919) % Math.max(again.length, 1)];
    if (old !== undefined) refuseAgain(this.state, old);
  }

  /** The plan that lives; null on Basic. */
  planOf(spaceId: string): ActiveSubscription | null {
    const cover = coverOf(rootFor(this.state, placeOf(this.state, spaceId)).state, spaceId);
    const state = isTaken(cover) ? this.state.streams.get(cover.subscriptionId)?.state : undefined;
    return state?.status === 'active' ? state : null;
  }

  books(): Books {
    const streams = [...this.state.streams.values()].filter(({ state }) => state.status !== 'none');
    return {
      subscriptions: streams.map(({ id, state }) => booked(id, state)),
      documents: this.state.issued.map(({ document }) => document),
      entries: this.state.entries,
      days: streams.flatMap((stream) => staysOf(stream)),
      owners: this.state.owners,
      waiting: this.state.waiting,
      actions: this.state.actions,
      copies: streams.map(({ id, state, events }) => ({
        what: id,
        live: state,
        again: {
          replayed: replay(
            subscriptionDecider,
            events.map(({ event }) => event),
          ),
        },
      })),
    };
  }
}

const booked = (id: string, state: Subscription): BookedSubscription => {
  if (state.status === 'none') throw new Error(`${id} was never opened`);
  const { spaceId: space, organizationId: organization, collection } = state.account;
  return { id, space, organization, manual: collection === 'manual' };
};

/** Days with one selection and one period, from the facts that began them; up to the end, or the end of the period. */
const staysOf = ({ id, events, state }: Stream): Stay[] => {
  const stays: Stay[] = [];
  let current: Subscription = subscriptionDecider.initialState();
  for (const { event } of events) {
    const before = current;
    current = subscriptionDecider.evolve(current, event);
    const effectiveOn = 'effectiveOn' in event.data ? event.data.effectiveOn : null;
    if (effectiveOn === null || current.status === 'none' || current.status === 'opened') continue;
    if (before.status === 'active' && isSame(before, current)) continue;
    cutAt(stays, effectiveOn);
    if (current.status === 'active') stays.push(stayOf(id, current, effectiveOn));
  }
  if (state.status === 'ended') cutAt(stays, state.endedOn);
  return stays.filter(({ from, to }) => from < to);
};

const isSame = (before: ActiveSubscription, after: Subscription): boolean =>
  after.status === 'active' && before.selection === after.selection && before.current.period === after.current.period;

const cutAt = (stays: Stay[], day: LocalDate): void => {
  const last = stays.at(-1);
  if (last !== undefined && last.to > day) stays[stays.length - 1] = { ...last, to: day < last.from ? last.from : day };
};

const stayOf = (id: string, { selection, current, trial }: ActiveSubscription, from: LocalDate): Stay => ({
  subscription: id,
  from,
  to: current.period.end,
  plan: selection.plan as PlanName,
  cycle: selection.cycle,
  seats: selection.seats,
  unitPrice: trial === null ? BigInt(current.unitPrice) : 0n,
  periodStart: current.period.start,
  periodEnd: current.period.end,
  trial: trial !== null,
});
