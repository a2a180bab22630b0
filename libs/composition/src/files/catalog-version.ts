import { parseLocalDate, type CatalogVersion, type LocalDate } from '#domain';
import { checkPlans, readPlan, type PlanRead } from './catalog-plans.js';
import type { YamlValue } from './yaml-value.js';

const TRIAL_DAYS_MAX = 366;
/** R13: one seat is never sold. */
const SEATS_MIN = 2;
const SEATS_MAX = 1_000_000;
/** R15: several. */
const TIERS_MIN = 2;

const readName = (value: YamlValue, taken: Set<string>): string | null => {
  const name = value.text();
  if (name === null) return null;
  if (taken.has(name))
    return value.problem(
      `"${name}" is the name of another version: a version never changes, so give new prices a new name (D4)`,
    );
  taken.add(name);
  return name;
};

const readDay = (value: YamlValue): LocalDate | null => {
  const text = value.text();
  if (text === null) return null;
  return parseLocalDate(text) ?? value.problem(`"${text}" is no day of the calendar: write it like 2026-01-31`);
};

/** Whether each tier is greater than the one before it, which also makes each the only one of its size. */
const checkAscending = (tiers: readonly (number | null)[], items: readonly YamlValue[]): void =>
  items.forEach((item, index) => {
    const [before, tier] = [tiers[index - 1] ?? null, tiers[index] ?? null];
    if (before !== null && tier !== null && tier <= before) {
      item.problem(`is ${tier} after ${before}: write each tier once, the smallest first`);
    }
  });

const readTiers = (value: YamlValue): readonly number[] => {
  const items = value.items();
  const tiers = items.map((item) =>
    item.isMissing ? item.problem('is empty: take it out') : item.wholeNumber(SEATS_MIN, SEATS_MAX),
  );
  checkAscending(tiers, items);
  if (items.length < TIERS_MIN && !value.isMissing)
    value.problem('must be several: a plan is sold in more than one size (R15)');
  return tiers.filter((tier) => tier !== null);
};

const readPlans = (value: YamlValue, tiers: readonly number[]): readonly PlanRead[] => {
  const entries = value.entries();
  if (entries.length === 0 && !value.isMissing) value.problem('must hold at least one plan');
  const plans = entries.map(([id, plan]) => readPlan(id, plan));
  checkPlans(plans, Math.max(0, ...tiers));
  return plans;
};

/** One version of the price list (D4), or null when something needed is missing or wrong. */
export const readCatalogVersion = (value: YamlValue, takenNames: Set<string>): CatalogVersion | null => {
  const fields = value.fields(['version', 'effectiveFrom', 'tiers', 'trialDays', 'plans']);
  const version = readName(fields.version, takenNames);
  const effectiveFrom = readDay(fields.effectiveFrom);
  const tiers = readTiers(fields.tiers);
  const trialDays = fields.trialDays.wholeNumber(0, TRIAL_DAYS_MAX);
  const plans = readPlans(fields.plans, tiers).flatMap(({ id, plan }) => (plan === null ? [] : [[id, plan] as const]));
  if (version === null || effectiveFrom === null || trialDays === null) return null;
  return { version, effectiveFrom, tiers, trialDays, plans: Object.fromEntries(plans) };
};
