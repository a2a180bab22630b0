import type { BillLine } from '#domain';
import type { Language } from '../mailer/mailer.js';
import { formatDays } from './format-day.js';
import { wordingOf } from './wording.js';

/**
 * The precise name of what a line bills, as the invoice prints and freezes it: plan, seats, cycle and service period,
 * and on a credit what is credited.
 */
export const describeLine = ({
  line: { kind, seats, cycle, period },
  planName,
  language,
}: {
  readonly line: Pick<BillLine, 'kind' | 'seats' | 'cycle' | 'period'>;
  /** In the same language. */
  readonly planName: string;
  readonly language: Language;
}): string => {
  const { line: words } = wordingOf(language);
  const plan = [planName, words.seats(seats), words.cycle[cycle]];
  const days = formatDays(period, language);
  return kind === 'credit' ? words.credit([...plan, words.unusedDays, days].join(', ')) : [...plan, days].join(', ');
};
