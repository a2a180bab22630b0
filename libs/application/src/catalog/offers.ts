import type { Catalog, LocalDate } from '#domain';
import type { Days } from '../kernel/days.js';
import type { Catalogs } from './publish-catalog.js';

/** What is sold, and which day it is: the two things that every price hangs on. */
export class Offers {
  constructor(
    private readonly catalogs: Catalogs,
    private readonly days: Days,
  ) {}

  catalog(): Promise<Catalog> {
    return this.catalogs.all();
  }

  /** Of a subscription that names no zone. */
  get defaultZone(): string {
    return this.days.issuersZone;
  }

  todayIn(timeZone: string): LocalDate {
    return this.days.todayIn(timeZone);
  }
}
