import {
  checkCreditNote,
  creditNoteKey,
  creditOf,
  evolveSubscription,
  invariant,
  isCredited,
  placeOf,
  reductionsOf,
  replay,
  subscriptionDecider,
  type ActiveSubscription,
  type CreditedEvent,
  type CreditNoteIssued,
  type SubscriptionEvent,
} from '#domain';
import type { Fact } from '../kernel/facts.js';
import { DocumentDrafts, type DocumentPlace } from './document-drafts.js';
import { type DocumentParts } from './document-parts.js';
import { type IssuedInvoices } from './issued-invoices.js';

/** One credit note for every fact that gives something back. The invoices of its period must stand before it. */
export class CreditNoteDrafts extends DocumentDrafts<CreditedEvent> {
  override readonly kind = 'creditNote';

  constructor(
    private readonly parts: DocumentParts,
    private readonly invoices: IssuedInvoices,
  ) {
    super();
  }

  override leadsToOne(fact: Fact): fact is Fact<CreditedEvent> {
    return isCredited(fact.event);
  }

  override async draft(fact: Fact<CreditedEvent>, { number, issuedOn }: DocumentPlace): Promise<CreditNoteIssued> {
    const history = (await this.parts.historyUpTo(fact)).slice(0, -1);
    const before = stateAfter(history);
    const { account } = evolveSubscription(before, fact.event) as ActiveSubscription;
    const credit = creditOf(fact.event);
    invariant(credit !== null, 'a credit note gives something back');
    const { reason, reducesOpen, refunds } = credit;
    // What is given back was invoiced for the period that ran before the fact, under its price list.
    const invoices = await this.invoices.ofPeriod(history, placeOf(before.current));
    const { catalogVersion } = before.current;
    const creditNote: CreditNoteIssued = {
      type: 'CreditNoteIssued',
      data: {
        ...(await this.parts.print(account, { ...credit, catalogVersion })),
        ...{ number, key: creditNoteKey(fact.recorded.id), kind: this.kind, reason, issuedOn },
        corrects: invoices.map((invoice) => invoice.number),
        reducesOpen,
        reductions: reductionsOf(invoices, reducesOpen),
        refunds,
      },
    };
    checkCreditNote(creditNote.data);
    return creditNote;
  }
}

const stateAfter = (history: readonly Fact<SubscriptionEvent>[]): ActiveSubscription => {
  const state = replay(
    subscriptionDecider,
    history.map(({ event }) => event),
  );
  invariant(state.status === 'active', 'only a plan that lives is credited');
  return state;
};
