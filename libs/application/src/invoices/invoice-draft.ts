import {
  addDays,
  checkInvoice,
  documentKey,
  invariant,
  isBilled,
  MANUAL_TERM_DAYS,
  replay,
  subscriptionDecider,
  type BilledEvent,
  type InvoiceIssued,
} from '#domain';
import type { Fact } from '../kernel/facts.js';
import { DocumentDrafts, type DocumentPlace } from './document-drafts.js';
import { type DocumentParts } from './document-parts.js';

/** One invoice for every fact that has a bill. */
export class InvoiceDrafts extends DocumentDrafts<BilledEvent> {
  override readonly kind = 'invoice';

  constructor(private readonly parts: DocumentParts) {
    super();
  }

  override leadsToOne(fact: Fact): fact is Fact<BilledEvent> {
    return isBilled(fact.event);
  }

  override async draft(fact: Fact<BilledEvent>, { number, issuedOn }: DocumentPlace): Promise<InvoiceIssued> {
    const { issuer } = this.parts.settings;
    const history = await this.parts.historyUpTo(fact);
    const state = replay(
      subscriptionDecider,
      history.map(({ event }) => event),
    );
    invariant(state.status !== 'none', 'what makes something due was opened before');
    const { account } = state;
    const { bill, catalogVersion } = fact.event.data;
    const invoice: InvoiceIssued = {
      type: 'InvoiceIssued',
      data: {
        ...(await this.parts.print(account, { ...bill, catalogVersion })),
        number,
        key: documentKey(fact.event, fact.recorded.id),
        kind: this.kind,
        reason: bill.reason,
        issuedOn,
        dueOn: addDays(issuedOn, account.collection === 'manual' ? MANUAL_TERM_DAYS : issuer.paymentTermDays),
        paymentId: 'paymentId' in fact.event.data ? fact.event.data.paymentId : null,
      },
    };
    checkInvoice(invoice.data);
    return invoice;
  }
}
