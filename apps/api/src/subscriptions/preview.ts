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
  /** Whoever asks will not be the billing owner, and may not see what the owner's other plans are (R38, R39). */
  readonly isForOther?: boolean;
}

/** All credits as one amount, in the terms of what is bought: whose plans they are for, and which, is not told. */
const summed = (bill: Bill): Bill => {
  const [charge, ...credits] = bill.lines;
  if (charge === undefined || credits.length === 0) return bill;
  const amount = credits.reduce((sum, credit) => sum + credit.amount, 0);
  return { ...bill, lines: [charge, { ...charge, kind: 'credit', amount }] };
};

/** Shows what would be billed as the invoice would. */
@Injectable()
export class Previews {
  constructor(private readonly catalogs: Catalogs) {}

  async show({ bill, currency, effectiveOn, pendingChange, isForOther, ...wording }: Previewed): Promise<Preview> {
    const net = moneyShape(bill?.net ?? 0, currency);
    const lines = bill === null ? [] : await this.#lines(isForOther === true ? summed(bill) : bill, wording);
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
