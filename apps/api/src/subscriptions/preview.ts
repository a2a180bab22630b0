import { Injectable } from '@nestjs/common';
import { Catalogs, quoteOf } from '#application';
import { versionNamed, type Bill, type Currency, type LocalDate, type Locale, type Selection } from '#domain';
import { describeLine } from '#invoicing';
import type { InvoiceLineShape, InvoiceTaxShape } from '#read-models/invoices';
import { moneyShape, type MoneyShape } from '#read-models/shapes';

/** What a command would do, and what it would cost. */
export interface Preview {
  readonly lines: readonly InvoiceLineShape[];
  readonly net: MoneyShape;
  readonly taxes: readonly InvoiceTaxShape[];
  readonly total: MoneyShape;
  /** The day from which it would count; null when nothing would change. */
  readonly effectiveOn: LocalDate | null;
  /** What would then be due to change at the renewal. */
  readonly pendingChange: (Selection & { readonly effectiveOn: LocalDate }) | null;
  readonly quote: string;
}

export interface Previewed {
  readonly bill: Bill | null;
  readonly currency: Currency;
  readonly locale: Locale;
  readonly catalogVersion: string;
  readonly effectiveOn: LocalDate | null;
  readonly pendingChange: Preview['pendingChange'];
}

/** Shows what would be billed as the invoice would. */
@Injectable()
export class Previews {
  constructor(private readonly catalogs: Catalogs) {}

  async show({ bill, currency, effectiveOn, pendingChange, ...wording }: Previewed): Promise<Preview> {
    const net = moneyShape(bill?.net ?? 0, currency);
    const lines = bill === null ? [] : await this.#lines(bill, wording);
    return { lines, net, taxes: [], total: net, effectiveOn, pendingChange, quote: quoteOf(bill) };
  }

  async #lines(
    { lines, currency }: Bill,
    { locale, catalogVersion }: Pick<Previewed, 'locale' | 'catalogVersion'>,
  ): Promise<InvoiceLineShape[]> {
    const { plans } = versionNamed(await this.catalogs.all(), catalogVersion);
    return lines.map((line) => {
      const planName = plans[line.plan]?.name[locale] ?? line.plan;
      return {
        ...line,
        description: describeLine({ line, planName, language: locale }),
        unitPrice: moneyShape(line.unitPrice, currency),
        amount: moneyShape(line.amount, currency),
      };
    });
  }
}
