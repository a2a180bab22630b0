import {
  catalogDecider,
  initialCoverage,
  initialSpace,
  initialSubscription,
  replay,
  type Catalog,
  type Coverage,
  type CoverageEvent,
  type LocalDate,
  type Space,
  type Subscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
} from '#domain';
import type { Action, Document, Entry, Ownership, Waiting } from '../books.js';
import type { World } from '../steps.js';

/** A subscription and its whole history, each event with the command that it came from. */
export interface Stream {
  readonly id: string;
  state: Subscription;
  readonly events: { readonly event: SubscriptionEvent; readonly order: number; readonly day: LocalDate }[];
}

export interface Place {
  readonly id: string;
  readonly organization: string | null;
  state: Space;
  revision: number;
}

export interface Root {
  state: Coverage;
  readonly events: CoverageEvent[];
}

/** What the system keeps for the books: a document and what is still open of it. */
export interface Issued {
  readonly document: Document;
  /** Of an invoice: the period that it is for. */
  readonly place: string;
  open: number;
}

/** Everything that the real deciders have said so far, and what the processes around them made of it. */
export interface SystemState {
  readonly catalog: Catalog;
  today: LocalDate;
  order: number;
  readonly places: Map<string, Place>;
  readonly roots: Map<string, Root>;
  readonly streams: Map<string, Stream>;
  readonly issued: Issued[];
  readonly entries: Entry[];
  readonly owners: Ownership[];
  readonly waiting: Waiting[];
  readonly actions: Action[];
  readonly numbers: Map<string, number>;
  /** Everything that the system itself was told, where it is told again; null where each thing is told once. */
  readonly told: Told[] | null;
}

export interface Told {
  readonly id: string;
  readonly command: SubscriptionCommand;
}

const catalogOf = ({ catalog }: World): Catalog =>
  replay(
    catalogDecider,
    catalog.map(({ name, effectiveFrom, tiers, trialDays, plans }) => ({
      type: 'CatalogVersionPublished',
      data: {
        version: name,
        effectiveFrom: effectiveFrom as LocalDate,
        tiers,
        trialDays,
        plans: Object.fromEntries(
          Object.entries(plans).map(([id, { rank, monthly }]) => [
            id,
            {
              rank,
              name: { en: id, fr: id },
              monthlyPerSeat: Object.fromEntries(
                Object.entries(monthly).map(([currency, minor]) => [currency, Number(minor)]),
              ),
            },
          ]),
        ),
      },
    })),
  );

export const newSystem = (world: World, told: Told[] | null): SystemState => ({
  catalog: catalogOf(world),
  today: world.startsOn as LocalDate,
  order: 0,
  places: new Map(),
  roots: new Map(),
  streams: new Map(),
  issued: [],
  entries: [],
  owners: [],
  waiting: [],
  actions: [],
  numbers: new Map(),
  told,
});

export const placeOf = (system: SystemState, id: string): Place =>
  system.places.get(id) ?? { id, organization: null, state: initialSpace(), revision: -1 };

export const rootFor = (system: SystemState, place: Place): Root => {
  const id = place.organization ?? place.id;
  const root = system.roots.get(id) ?? { state: initialCoverage(), events: [] };
  system.roots.set(id, root);
  return root;
};

export const streamFor = (system: SystemState, id: string): Stream => {
  const stream = system.streams.get(id) ?? { id, state: initialSubscription(), events: [] };
  system.streams.set(id, stream);
  return stream;
};
