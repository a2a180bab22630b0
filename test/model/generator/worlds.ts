import fc from 'fast-check';
import { type CatalogVersion, type CreateSpace, type Person, type PlanOffer, type World } from '../steps.js';
import { dayOf, textOf } from '../reference/calendar.js';

/** Two decimals, none, three. */
export const CURRENCIES = ['EUR', 'JPY', 'BHD'];
export const TIERS = [2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50];
/** Teams first: what they have when the organization begins to pay is what its rules are about. */
export const SPACES = ['design', 'studio', 'build', 'acme'];

/** Ends of months, the leap day and the days around it, and a day without any difficulty. */
const FIRST_DAYS = [
  '2026-04-01',
  '2026-01-31',
  '2024-02-29',
  '2024-01-31',
  '2026-01-30',
  '2026-01-29',
  '2026-02-28',
  '2023-12-31',
  '2027-08-31',
  '2024-02-28',
  '2026-03-17',
];

/** Higher plans are dearer, and no day is worth less than one minor unit, so that every credit has an amount. */
const offers = (base: number, step: number): CatalogVersion['plans'] => {
  const offer = (rank: number): PlanOffer => ({
    rank,
    monthly: {
      EUR: BigInt(base + rank * step),
      JPY: BigInt(base + rank * step + 7),
      BHD: BigInt(3 * base + rank * step + 1),
    },
  });
  return { premium: offer(1), business: offer(2), enterprise: offer(3) };
};

const price = fc.tuple(fc.integer({ min: 100, max: 3000 }), fc.integer({ min: 1, max: 1500 }));

export const worlds: fc.Arbitrary<World> = fc
  .record({
    startsOn: fc.constantFrom(...FIRST_DAYS),
    trialDays: fc.constantFrom(30, 14, 7, 31),
    prices: fc.array(price, { minLength: 2, maxLength: 3 }),
    distances: fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 400 })),
  })
  .map(({ startsOn, trialDays, prices, distances: [second, third] }) => {
    const from = ['2000-01-01', textOf(dayOf(startsOn) + second), textOf(dayOf(startsOn) + second + third)];
    const catalog = prices.map(([base, step], at) => ({
      name: `version ${at + 1}`,
      effectiveFrom: from[at] ?? '2000-01-01',
      tiers: TIERS,
      trialDays,
      plans: offers(base, step),
    }));
    return { startsOn, catalog };
  });

/** Members of a team are people of the organization; those of the teams alone are its guests, and take no seat there. */
export const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  acme: ['olga', 'otto', 'oda', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7', 'o8', 'o9', 'o10', 'o11'],
  design: ['olga', 'dan', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9'],
  build: ['olga', 'bea', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9'],
  studio: ['ada', 'bob', 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9', 's10'],
};

export const peopleOf = (space: string): readonly string[] => PEOPLE[space] ?? [];

const person = (name: string, takesSeat = true): Person => ({ person: name, takesSeat });
const withSeats = (names: readonly string[]): Person[] => names.map((name) => person(name));

const teamPeople = [...new Set([...peopleOf('design'), ...peopleOf('build')])];
const guests = teamPeople.filter((name) => !peopleOf('acme').includes(name)).map((name) => person(name, false));

const team = (space: string): CreateSpace => ({
  do: 'createSpace',
  space,
  kind: 'team',
  organization: 'acme',
  members: withSeats(peopleOf(space).slice(0, 2)),
  administrators: [],
});

/** One organization with two teams, and one workspace: how every history begins. */
export const SETUP: readonly CreateSpace[] = [
  {
    do: 'createSpace',
    space: 'acme',
    kind: 'organization',
    organization: null,
    members: [...withSeats(peopleOf('acme').slice(0, 3)), ...guests],
    administrators: ['olga', 'otto'],
  },
  team('design'),
  team('build'),
  {
    do: 'createSpace',
    space: 'studio',
    kind: 'workspace',
    organization: null,
    members: withSeats(peopleOf('studio').slice(0, 2)),
    administrators: ['ada', 'bob'],
  },
];
