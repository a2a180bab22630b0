import type { BillingDetails, Change, Cycle, Selection } from '../client/index.js';

/** The months that the story tells: day one of the clock, and the day after whose evening it ends. */
export const BEGINS_ON = '2026-01-15';
export const ENDS_ON = '2027-03-31';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const people = (domain: string, ...names: readonly string[]): readonly Person[] =>
  names.map((name) => {
    const id = (name.split(' ')[0] ?? name).toLowerCase();
    return { id, name, email: `${id}@${domain}` };
  });

export type SpaceId = 'acme' | 'design';

/** Who gathers where before anything is paid. The first of the people makes the space. */
export interface Cast {
  readonly spaceId: SpaceId;
  readonly name: string;
  /** As printed on invoices. */
  readonly bills: Pick<BillingDetails, 'name' | 'address'>;
  /** Where the team is in; null for a whole organization. */
  readonly organization: { readonly spaceId: string; readonly name: string } | null;
  readonly domain: string;
  readonly people: readonly Person[];
  readonly guests: readonly Person[];
}

export const CAST: readonly Cast[] = [
  {
    spaceId: 'acme',
    name: 'Acme',
    bills: {
      name: 'Acme SAS',
      address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
    },
    organization: null,
    domain: 'acme.example',
    people: people(
      'acme.example',
      ...['Ada Martin', 'Basile Roux', 'Chloé Petit', 'Diego Faure', 'Emma Blanc', 'Farid Lopez'],
      ...['Gaëlle Simon', 'Hugo Morel', 'Inès Girard', 'Jules Andre', 'Karim Mercier', 'Léa Dupont'],
    ),
    // Takes no seat, because the address lies outside the organization's domain (D1).
    guests: people('freelance.example', 'Gus Weber'),
  },
  {
    spaceId: 'design',
    name: 'Design',
    bills: {
      name: 'Globex GmbH',
      address: { line1: 'Unter den Linden 1', postalCode: '10117', city: 'Berlin', country: 'DE' },
    },
    // Globex itself pays nothing: only the people of this team are covered (R6).
    organization: { spaceId: 'globex', name: 'Globex' },
    domain: 'globex.example',
    people: people('globex.example', 'Dora Klein', 'Eliott Brun', 'Fanny Lang', 'Georg Maier', 'Hanna Vogel'),
    guests: [],
  },
];

export type Wish =
  | { readonly asks: 'upgrade'; readonly to: Selection }
  | { readonly asks: 'change'; readonly to: Change }
  | { readonly asks: 'handOver'; readonly to: string }
  | { readonly asks: 'cancel' }
  | { readonly asks: 'undoCancellation' };

/** Someone asks for something on a day. Everything else happens by itself. */
export type Scene = Wish & { readonly on: string; readonly space: SpaceId; readonly by: string };

const annual: Cycle = 'annual';
const monthly: Cycle = 'monthly';

export const STORY: readonly Scene[] = [
  { on: '2026-01-15', space: 'acme', by: 'ada', asks: 'upgrade', to: { plan: 'business', cycle: annual, seats: 15 } },
  // The anchor is the 31st: the periods that follow begin on 28 February, 31 March, 30 April.
  { on: '2026-01-31', space: 'design', by: 'dora', asks: 'upgrade', to: { plan: 'premium', cycle: monthly, seats: 5 } },
  // Half of the period from 31 March to 30 April is left.
  { on: '2026-04-15', space: 'design', by: 'dora', asks: 'change', to: { seats: 10 } },
  // Half of the period from 31 May to 30 June is left.
  { on: '2026-06-15', space: 'design', by: 'dora', asks: 'change', to: { plan: 'business' } },
  { on: '2026-08-10', space: 'design', by: 'dora', asks: 'handOver', to: 'eliott' },
  { on: '2026-09-10', space: 'design', by: 'eliott', asks: 'cancel' },
  { on: '2026-09-20', space: 'design', by: 'eliott', asks: 'undoCancellation' },
  { on: '2026-10-15', space: 'acme', by: 'ada', asks: 'cancel' },
];

export const castOf = (space: SpaceId): Cast => {
  const found = CAST.find(({ spaceId }) => spaceId === space);
  if (found === undefined) throw new Error(`nothing in the story is called ${space}: add it to the cast`);
  return found;
};

/** The owner of a space's plan on a day: whoever upgraded it, until it was handed over. Empty before. */
export const ownerOn = (space: SpaceId, day: string): string => {
  const until = STORY.filter((scene) => scene.space === space && scene.on <= day);
  return until.reduce((owner, scene) => (scene.asks === 'handOver' ? scene.to : owner), until[0]?.by ?? '');
};

export const personOf = (id: string): Person => {
  const found = CAST.flatMap(({ people: members, guests }) => [...members, ...guests]).find(
    (person) => person.id === id,
  );
  if (found === undefined) throw new Error(`nobody in the story is called ${id}: add the person to the cast`);
  return found;
};
