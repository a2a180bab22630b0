import type { Decider } from '../kernel/decider.js';
import type { Sealed } from '../kernel/sealed.js';
import type { Locale } from '../subscription/owner.events.js';
import type { MailKind } from './notice.js';

export interface MailSent {
  readonly type: 'MailSent';
  readonly data: {
    readonly mailId: string;
    readonly kind: MailKind;
    /** What the mail is about: the number of a document, or the id of the event that it tells of. */
    readonly about: string;
    /** Null unless the mail brings an invoice or a credit note. */
    readonly invoiceNumber: string | null;
    readonly subscriptionId: string;
    /** Who was billing owner when it was sent (D17); null when it went to the billing address on file (D8). */
    readonly recipientId: string | null;
    readonly to: Sealed;
    readonly language: Locale;
    /** SHA-256, in hex, of the token in the mail's link to all invoices (R58); null where it has none. */
    readonly linkHash: string | null;
  };
}

export interface RecordMailSent {
  readonly type: 'RecordMailSent';
  readonly data: MailSent['data'];
}

export type MailState = { readonly status: 'unsent' } | { readonly status: 'sent' };

/** The rules of a `mail-{about}` stream: exactly one mail about each invoice and each fact (D17). */
export const mailDecider: Decider<MailState, RecordMailSent, MailSent> = {
  initialState: () => ({ status: 'unsent' }),
  evolve: () => ({ status: 'sent' }),
  decide: ({ data }, { status }) => (status === 'sent' ? [] : [{ type: 'MailSent', data }]),
};
