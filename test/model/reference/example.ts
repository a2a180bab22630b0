import { type Line } from '../books.js';
import { type Card, type CatalogVersion, type Change, type Cycle, type PlanName, type Step } from '../steps.js';
import { dayOf } from './calendar.js';
import { type Outcome, type PlanView, ReferenceModel } from './model.js';
import { type CreditNote, type Invoice } from './state.js';

const TIERS = [2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50];

/** Euro with two decimals, yen with none, dinar with three. */
export const CATALOG: CatalogVersion = {
  name: 'first',
  effectiveFrom: '2000-01-01',
  tiers: TIERS,
  trialDays: 30,
  plans: {
    premium: { rank: 1, monthly: { EUR: 13_49n, JPY: 1500n, BHD: 5_250n } },
    business: { rank: 2, monthly: { EUR: 30_49n, JPY: 3300n, BHD: 11_500n } },
    enterprise: { rank: 3, monthly: { EUR: 44_99n, JPY: 4900n, BHD: 17_000n } },
  },
};

/** From `effectiveFrom` on Premium costs 15.00, Business 32.00, Enterprise 48.00. */
export const dearerFrom = (effectiveFrom: string): CatalogVersion => ({
  ...CATALOG,
  name: 'dearer',
  effectiveFrom,
  plans: {
    premium: { rank: 1, monthly: { EUR: 15_00n } },
    business: { rank: 2, monthly: { EUR: 32_00n } },
    enterprise: { rank: 3, monthly: { EUR: 48_00n } },
  },
});

const DECIMALS: Record<string, number> = { EUR: 2, JPY: 0, BHD: 3 };

const amountText = (amount: bigint, currency: string): string => {
  if (amount < 0n) return `-${amountText(-amount, currency)}`;
  const decimals = DECIMALS[currency] ?? 2;
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

const lineText = (line: Line, currency: string): string =>
  `  ${line.kind} ${line.plan} ${line.cycle} ${line.seats}: ${line.from} to ${line.to}: ${amountText(line.amount, currency)}`;

const invoiceText = (invoice: Invoice): string[] => [
  `invoice ${invoice.reason} ${invoice.issuedOn} ${amountText(invoice.net, invoice.currency)}`,
  ...invoice.lines.map((line) => lineText(line, invoice.currency)),
];

const creditNoteText = (note: CreditNote): string[] => [
  `credit note ${note.reason} ${note.issuedOn} ${amountText(note.amount, note.currency)}`,
  ...note.lines.map((line) => lineText(line, note.currency)),
  `  refunded ${amountText(note.refunded, note.currency)}, reduces ${amountText(note.reducedOpen, note.currency)}`,
];

/** An outcome as a reader would write it down; `to` is the first day that no longer belongs to the line. */
export const inWords = (outcome: Outcome): string[] => {
  if (!outcome.accepted) return [`refused: ${outcome.code}`];
  return [
    ...outcome.invoices.flatMap(invoiceText),
    ...outcome.creditNotes.flatMap(creditNoteText),
    ...outcome.marks.map(({ mark }) => `mark: ${mark}`),
  ];
};

export interface Terms {
  readonly space: string;
  readonly by: string;
  readonly owner: string;
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
  readonly currency: string;
  readonly trial: boolean;
  readonly card: Card | 'none';
}

/** `ada` owns a workspace `studio`, `olga` an organization `acme` with the teams `design` and `build`. */
export class Example {
  readonly model: ReferenceModel;

  constructor(startsOn: string, catalog: readonly CatalogVersion[] = [CATALOG]) {
    this.model = new ReferenceModel({ startsOn, catalog });
    this.createSpace('studio', 'workspace', ['ada', 'bob']);
    this.createSpace('acme', 'organization', ['olga', 'otto', 'dan', 'bea']);
    this.createSpace('design', 'team', ['olga', 'dan']);
    this.createSpace('build', 'team', ['bea', 'dan']);
  }

  private createSpace(space: string, kind: 'workspace' | 'organization' | 'team', names: readonly string[]): void {
    const organization = kind === 'team' ? 'acme' : null;
    const members = names.map((person) => ({ person, takesSeat: true }));
    const administrators = kind === 'team' ? [] : names.slice(0, 1);
    this.model.apply({ do: 'createSpace', space, kind, organization, members, administrators });
  }

  take(step: Step): string[] {
    return inWords(this.model.apply(step));
  }

  /** Travels to a day and answers what happened on the way, that day's start included. */
  until(day: string): string[] {
    return this.take({ do: 'advance', days: dayOf(day) - dayOf(this.model.today) });
  }

  /** Premium, monthly, 5 seats, in euro, at once, with a good card, for the workspace: unless told otherwise. */
  start(terms: Partial<Terms> = {}): string[] {
    const { space = 'studio', by = 'ada' } = terms;
    return this.take({
      do: 'start',
      space,
      by,
      owner: by,
      plan: 'premium',
      cycle: 'monthly',
      seats: 5,
      currency: 'EUR',
      trial: false,
      card: 'ok',
      ...terms,
    });
  }

  /** Premium, annual, 20 seats, for the organization, by sales: unless told otherwise. */
  startManual(terms: Partial<Omit<Terms, 'trial' | 'card'>> = {}): string[] {
    return this.take({
      do: 'startManual',
      space: 'acme',
      by: 'sales',
      owner: 'olga',
      plan: 'premium',
      cycle: 'annual',
      seats: 20,
      currency: 'EUR',
      ...terms,
    });
  }

  change(parts: Omit<Change, 'do' | 'space' | 'by'>, { space = 'studio', by = 'ada' } = {}): string[] {
    return this.take({ do: 'change', space, by, ...parts });
  }

  /** `count` more people, each with a name of his own. */
  join(count: number, { space = 'studio', takesSeat = true, prefix = 'new' } = {}): string[] {
    const people = Array.from({ length: count }, (_, at) => ({ person: `${prefix}${at}`, takesSeat }));
    return this.take({ do: 'addMembers', space, people });
  }

  does(
    what: 'undoChange' | 'cancel' | 'undoCancellation' | 'endTrial' | 'claim',
    space = 'studio',
    by = 'ada',
  ): string[] {
    return this.take({ do: what, space, by });
  }

  /** Throws on Basic. */
  plan(space = 'studio'): PlanView {
    const plan = this.model.planOf(space);
    if (plan === null) throw new Error(`${space} is on Basic`);
    return plan;
  }

  isOnBasic(space = 'studio'): boolean {
    return this.model.planOf(space) === null;
  }
}
