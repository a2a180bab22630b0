import { decimalsOf, isCurrency, MONTHLY_PRICES_IN_A_YEAR, parseMinor, type Plan } from '#domain';
import type { YamlValue } from './yaml-value.js';

const RANK_MAX = 1_000;
/** R11: the free plan. */
const FREE_PLAN = 'basic';

interface PriceRead {
  readonly value: YamlValue;
  /** Minor units; null when it is wrong. */
  readonly minor: number | null;
}

/** A plan as far as it could be read: what is right in it is still compared with the other plans. */
export interface PlanRead {
  readonly id: string;
  readonly value: YamlValue;
  readonly rank: number | null;
  readonly rankValue: YamlValue;
  /** By currency. */
  readonly prices: ReadonlyMap<string, PriceRead>;
  readonly plan: Plan | null;
}

const readPrice = (currency: string, value: YamlValue): number | null => {
  if (!isCurrency(currency))
    return value.problem('is no currency that Quittance knows: write the ISO 4217 code in capitals, like EUR');
  if (value.isMissing) return value.problem('is missing: write the price of a seat for a month, like "13.49"');
  const text = value.text();
  if (text === null) return null;
  if (!/^\d{1,12}(\.\d+)?$/.test(text))
    return value.problem(`"${text}" is no price: write digits and a point, like "13.49"`);
  const minor = parseMinor(text, currency);
  if (minor === null)
    return value.problem(`"${text}" has more decimals than ${currency} has: write at most ${decimalsOf(currency)}`);
  return minor > 0 ? minor : value.problem('must be more than zero: leave out what is not sold');
};

const readPrices = (value: YamlValue): ReadonlyMap<string, PriceRead> => {
  const entries = value.entries();
  if (entries.length === 0 && !value.isMissing) value.problem('must hold at least one price');
  return new Map(entries.map(([currency, price]) => [currency, { value: price, minor: readPrice(currency, price) }]));
};

const readNames = (value: YamlValue): Plan['name'] | null => {
  const fields = value.fields(['en', 'fr']);
  const [en, fr] = [fields.en.text(), fields.fr.text()];
  return en === null || fr === null ? null : { en, fr };
};

const checkId = (id: string, value: YamlValue): void => {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) value.problem('is no plan id: use lower case letters, digits and -');
  if (id === FREE_PLAN) value.problem('is the free plan, which is not sold: take it out (R11)');
};

export const readPlan = (id: string, value: YamlValue): PlanRead => {
  checkId(id, value);
  const fields = value.fields(['rank', 'name', 'monthlyPerSeat']);
  const rank = fields.rank.wholeNumber(1, RANK_MAX);
  const name = readNames(fields.name);
  const prices = readPrices(fields.monthlyPerSeat);
  const amounts = [...prices].flatMap(([currency, { minor }]) => (minor === null ? [] : [[currency, minor] as const]));
  const plan = rank === null || name === null ? null : { rank, name, monthlyPerSeat: Object.fromEntries(amounts) };
  return { id, value, rank, rankValue: fields.rank, prices, plan };
};

/** Someone who pays in a currency must be able to go from each plan to each other one. */
const checkCurrencies = (plans: readonly PlanRead[]): void => {
  const all = [...new Set(plans.flatMap(({ prices }) => [...prices.keys()]))];
  for (const { value, prices } of plans.filter((plan) => plan.prices.size > 0)) {
    const missing = all.filter((currency) => !prices.has(currency));
    if (missing.length > 0)
      value.problem(`has no price in ${missing.join(', ')}: price every plan in the same currencies`);
  }
};

const checkRanks = (plans: readonly PlanRead[]): void =>
  plans.forEach(({ rank, rankValue }, index) => {
    const other = plans.slice(0, index).find((plan) => plan.rank !== null && plan.rank === rank);
    if (other) rankValue.problem(`is the rank of ${other.id} as well: give each plan its own`);
  });

/**
 * A higher rank costs more in every currency. A plan up is charged at once for the rest of the period (D13); if it
 * cost the same or less, an upgrade would owe money back.
 */
const checkDearer = (plans: readonly PlanRead[]): void => {
  const byRank = plans.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  byRank.forEach((plan, index) => {
    const lower = byRank[index - 1];
    if (lower && lower.rank !== plan.rank) checkPairDearer(lower, plan);
  });
};

const checkPairDearer = (lower: PlanRead, higher: PlanRead): void => {
  for (const [currency, { value, minor }] of higher.prices) {
    const below = lower.prices.get(currency)?.minor ?? null;
    if (minor === null || below === null || minor > below) continue;
    value.problem(`must be more than ${lower.id} costs, which ranks lower: a plan up would owe money back (D13)`);
  }
};

/** The dearest thing that is sold, a year of the largest tier (R17), must be a whole number that is exact. */
const checkBounds = (plans: readonly PlanRead[], largestTier: number): void => {
  const most = Math.floor(Number.MAX_SAFE_INTEGER / MONTHLY_PRICES_IN_A_YEAR / Math.max(1, largestTier));
  for (const { value, minor } of plans.flatMap(({ prices }) => [...prices.values()])) {
    if (minor !== null && minor > most)
      value.problem('is too much for a year of the largest tier to be counted exactly: lower it');
  }
};

/** What must hold between the plans of a version. */
export const checkPlans = (plans: readonly PlanRead[], largestTier: number): void => {
  checkCurrencies(plans);
  checkRanks(plans);
  checkDearer(plans);
  checkBounds(plans, largestTier);
};
