import { createHash } from 'node:crypto';
import type { Vault } from '#platform';
import { links, type LinkDocument } from '../links/links.projection.js';
import { keyPrefix } from '../port/documents.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { pageOfDocuments, type PageRequest } from '../shapes/page.js';
import { invoices } from './invoice.document.js';
import { openInvoice, type InvoiceShape } from './invoice.shape.js';

export interface InvoicesShape {
  readonly invoices: readonly InvoiceShape[];
  readonly next: string | null;
}

/** The invoices of a subscription. Who may read them is for the caller to check, by `InvoiceAccess`. */
export class InvoicesQuery {
  constructor(
    private readonly readModels: ReadModelStore,
    private readonly vault: Vault,
  ) {}

  /** R53-R55: exactly one, the most recent; null before the first. */
  async latest(subscriptionId: string): Promise<InvoiceShape | null> {
    const { invoices: found } = await this.list(subscriptionId, { limit: 1 });
    return found[0] ?? null;
  }

  /** R35: all of them, the newest first. @throws InvalidCursor */
  async list(subscriptionId: string, request: PageRequest = {}): Promise<InvoicesShape> {
    const listing = { key: 'bySubscription', prefix: keyPrefix(subscriptionId), descending: true };
    const { items, next } = await pageOfDocuments(this.readModels, invoices, listing, request);
    return { invoices: await Promise.all(items.map(({ document }) => openInvoice(this.vault, document))), next };
  }

  /** Null when no invoice has this number. */
  async byNumber(number: string): Promise<InvoiceShape | null> {
    const document = await invoices.get(this.readModels, number);
    return document && openInvoice(this.vault, document);
  }

  /** R59: where the token of a mail's link leads; null when it never existed. */
  byLink(token: string): Promise<LinkDocument | null> {
    return links.get(this.readModels, createHash('sha256').update(token).digest('hex'));
  }
}
