import { refuseUnless } from '../kernel/refusal.js';
import type { Selection } from './bill.js';

/** R26, D7: an annual invoice is offered for so many seats or more. */
export const MANUAL_SEATS_MIN = 20;

/** D7: days between the issue and the due day of an invoice that is paid by bank transfer. */
export const MANUAL_TERM_DAYS = 30;

/** R26, D7. @throws Refusal `manual.annual_only`, `manual.too_few_seats`. */
export const refuseUnlessFitForManualBilling = ({ cycle, seats }: Selection): void => {
  refuseUnless(cycle === 'annual', 'manual.annual_only', { cycle });
  refuseUnless(seats >= MANUAL_SEATS_MIN, 'manual.too_few_seats', { seats, minimum: MANUAL_SEATS_MIN });
};
