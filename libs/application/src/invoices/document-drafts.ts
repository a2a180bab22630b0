import type { InvoiceEvent, InvoiceKind, LocalDate } from '#domain';
import type { StoredEvent } from '#event-catalog';
import type { Fact } from '../kernel/facts.js';

/** Where a document stands in its series. */
export interface DocumentPlace {
  readonly number: string;
  readonly issuedOn: LocalDate;
}

/** One kind of document: which facts lead to one, each to exactly one, and what is printed on it. */
export abstract class DocumentDrafts<Source extends StoredEvent> {
  abstract readonly kind: InvoiceKind;
  abstract leadsToOne(fact: Fact): fact is Fact<Source>;
  /** Draws up the document and looks at it a last time. @throws InvariantBroken when it does not add up. */
  abstract draft(fact: Fact<Source>, place: DocumentPlace): Promise<InvoiceEvent>;
}
