import { Documents } from '../port/documents.js';
import type { Projection } from '../port/projection.js';
import { eventOf } from '../port/stream-events.js';

const LINKS_VERSION = 1;

/** Where the link of an invoice mail leads (R58, R59). */
export interface LinkDocument {
  readonly subscriptionId: string;
  readonly invoiceNumber: string;
}

/** By the SHA-256, in hex, of the link's token: who reads this collection cannot follow a link. */
export const links = new Documents<LinkDocument>({ name: 'link', version: LINKS_VERSION });

/** The invoices page, as it is reached from an e-mail. A link once mailed leads there for ever (R60). */
export const linksProjection: Projection = {
  name: 'links',
  version: LINKS_VERSION,
  collections: [links.collection],
  project: (projected) => {
    const mail = eventOf('mail', projected);
    if (mail === null) return [];
    const { linkHash, subscriptionId, invoiceNumber } = mail.data;
    // A mail that brings no document has no link to one.
    if (linkHash === null || invoiceNumber === null) return [];
    return [links.update(linkHash, (before) => before ?? { subscriptionId, invoiceNumber })];
  },
};
