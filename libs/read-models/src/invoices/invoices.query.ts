import { createHash } from 'node:crypto';
import type { Vault } from '#platform';
import { links, type LinkDocument } from '../links/links.projection.js';
import { keyPrefix } from '../port/documents.js';
import type { DocumentRow, ReadModelStore } from '../port/read-model-store.js';
import { PAGE_SIZE_MAX, pageOfDocuments, type Page, type PageRequest } from '../shapes/page.js';
import { invoices, refunds, type InvoiceDocument, type RefundDocument } from './invoice.document.js';
import { openInvoice, type InvoiceShape } from './invoice.shape.js';

export interface InvoicesShape {
  readonly invoices: readonly InvoiceShape[];
  readonly next: string | null;
}

/** The invoices and credit notes of a subscription. Who may read them is for the caller to check, by `InvoiceAccess`. */
export class InvoicesQuery {
  constructor(
    private readonly readModels: ReadModelStore,
    private readonly vault: Vault,
  ) {}

  /** R53-R55: exactly one, the most recent invoice, credit notes left aside; null before the first. */
  async latest(subscriptionId: string): Promise<InvoiceShape | null> {
    const prefix = keyPrefix(subscriptionId);
    const listing = { key: 'invoiceOfSubscription', prefix, descending: true, limit: 1 };
    const [found] = await invoices.list(this.readModels, listing);
    return found === undefined ? null : this.#open(subscriptionId, found.document);
  }

  /** R35: all of them and all credit notes, the newest first. @throws InvalidCursor */
  async list(subscriptionId: string, request: PageRequest = {}): Promise<InvoicesShape> {
    const listing = { key: 'bySubscription', prefix: keyPrefix(subscriptionId), descending: true };
    const { items, next } = await pageOfDocuments(this.readModels, invoices, listing, request);
    const known = await this.#refunds(subscriptionId);
    return { invoices: await Promise.all(items.map(({ document }) => openInvoice(this.vault, document, known))), next };
  }

  /** An invoice or a credit note; null when none has this number. */
  async byNumber(number: string): Promise<InvoiceShape | null> {
    const document = await invoices.get(this.readModels, number);
    return document && this.#open(document.issued.subscriptionId, document);
  }

  /** R59: where the token of a mail's link leads; null when it never existed. */
  byLink(token: string): Promise<LinkDocument | null> {
    return links.get(this.readModels, createHash('sha256').update(token).digest('hex'));
  }

  async #open(subscriptionId: string, document: InvoiceDocument): Promise<InvoiceShape> {
    return openInvoice(this.vault, document, await this.#refunds(subscriptionId));
  }

  /** All of a subscription: they are few. */
  async #refunds(subscriptionId: string): Promise<readonly RefundDocument[]> {
    const listing = { key: 'bySubscription', prefix: keyPrefix(subscriptionId) };
    const found: RefundDocument[] = [];
    let cursor: string | null = null;
    do {
      const request: PageRequest = { limit: PAGE_SIZE_MAX, cursor };
      const page: Page<DocumentRow<RefundDocument>> = await pageOfDocuments(this.readModels, refunds, listing, request);
      found.push(...page.items.map(({ document }) => document));
      cursor = page.next;
    } while (cursor !== null);
    return found;
  }
}
