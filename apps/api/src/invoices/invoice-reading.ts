import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store';
import { InvoicesQuery, type InvoiceShape } from '#read-models/invoices';
import { authorizeReading, authorizeReadingByLink, Rights, type SpaceRights } from '../access/index.js';
import { Problem } from '../problems/index.js';
import { Reading } from '../reading/index.js';

/** A mail's token is short; what is longer was never one. */
const LINK_MAX = 128;

/** Invoices that are asked for by a link or a number, with the rights of the present moment (R40, R60). */
@Injectable()
export class InvoiceReading {
  constructor(
    private readonly invoices: InvoicesQuery,
    private readonly rights: Rights,
    private readonly reading: Reading,
    private readonly store: EventStore,
  ) {}

  /**
   * The subscription that a mail's link leads to.
   * @throws Problem `link.unknown`, Refusal `rights.not_allowed` for anyone but the current owner.
   */
  async byLink(token: string, callerId: string): Promise<SpaceRights & { readonly subscriptionId: string }> {
    const link = token.length > LINK_MAX ? null : await this.#link(token);
    if (link === null) throw new Problem('link.unknown');
    const rights = await this.rights.toSubscription(link.subscriptionId, callerId);
    if (rights === null) throw new Problem('link.unknown');
    authorizeReadingByLink(rights);
    return { ...rights, subscriptionId: link.subscriptionId };
  }

  /** @throws Problem `invoice.unknown` for outsiders too, Refusal `rights.not_allowed`. */
  async byNumber(number: string, callerId: string): Promise<InvoiceShape> {
    const invoice = await this.invoices.byNumber(number);
    const rights = invoice && (await this.rights.toSubscription(invoice.subscriptionId, callerId));
    if (invoice === null || rights === null || rights.role === 'outsider') throw new Problem('invoice.unknown');
    authorizeReading(rights);
    return invoice;
  }

  /** A mail may be read sooner than the read models hear that it was sent. */
  async #link(token: string): ReturnType<InvoicesQuery['byLink']> {
    const link = await this.invoices.byLink(token);
    if (link !== null) return link;
    await this.reading.since(await this.store.head());
    return this.invoices.byLink(token);
  }
}
