import type { BillLine } from '#domain';
import type { Language } from '../mailer/mailer.js';
import { formatDays } from './format-day.js';
import { oneLine } from './one-line.js';
import { wordingOf } from './wording.js';

/**
 * The precise name of what a line bills, as the invoice prints and freezes it: plan, seats, cycle and service period,
 * and on a credit what is credited.
 *
 *     Credit: Premium, 5 seats, monthly, superseded plan of the team Design, unused days, 16 April 2026 to …
 */
export const describeLine = ({
  line: { kind, seats, cycle, period },
  planName,
  supersededTeam,
  language,
}: {
  readonly line: Pick<BillLine, 'kind' | 'seats' | 'cycle' | 'period'>;
  /** In the same language. */
  readonly planName: string;
  /** Of a credit to an organization for the plan that one of its teams had: the team's name, or empty (D2). */
  readonly supersededTeam?: string | undefined;
  readonly language: Language;
}): string => {
  const { line: words } = wordingOf(language);
  const plan = [planName, words.seats(seats), words.cycle[cycle]];
  const days = formatDays(period, language);
  if (kind === 'charge') return [...plan, days].join(', ');
  const origin = supersededTeam === undefined ? [] : [supersededPlan(oneLine(supersededTeam), language)];
  return words.credit([...plan, ...origin, words.unusedDays, days].join(', '));
};

const supersededPlan = (team: string, language: Language): string => {
  const { line: words } = wordingOf(language);
  return team === '' ? words.supersededPlan : words.supersededPlanOf(team);
};
