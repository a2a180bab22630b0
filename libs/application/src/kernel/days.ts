import type { LocalDate } from '#domain';
import { dayIn, type Clock } from '#platform';
import type { BillingSettings } from './settings.js';

/** Which calendar day it is, by the clock port. */
export class Days {
  constructor(
    private readonly clock: Clock,
    private readonly settings: BillingSettings,
  ) {}

  /** The zone of the issuer: of subscriptions that name none, and of issue days. */
  get issuersZone(): string {
    return this.settings.issuer.timeZone;
  }

  todayIn(timeZone: string): LocalDate {
    return dayIn(timeZone, this.clock.now()) as LocalDate;
  }
}
