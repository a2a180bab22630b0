import type { Decider } from '../kernel/decider.js';
import type { Sealed } from '../kernel/sealed.js';
import type { Locale } from '../subscription/subscription.events.js';

export interface MailSent {
  readonly type: 'MailSent';
  readonly data: {
    readonly mailId: string;
    readonly kind: 'invoice';
    readonly invoiceNumber: string;
    readonly subscriptionId: string;
    /** Who was billing owner when it was sent (D17); null when it went to the billing address on file (D8). */
    readonly recipientId: string | null;
    readonly to: Sealed;
    readonly language: Locale;
    /** SHA-256, in hex, of the token in the mail's link to all invoices (R58). */
    readonly linkHash: string;
  };
}

export interface RecordMailSent {
  readonly type: 'RecordMailSent';
  readonly data: MailSent['data'];
}

export type MailState = { readonly status: 'unsent' } | { readonly status: 'sent' };

/** The rules of a `mail-{invoice}` stream: exactly one mail per invoice (D17). */
export const mailDecider: Decider<MailState, RecordMailSent, MailSent> = {
  initialState: () => ({ status: 'unsent' }),
  evolve: () => ({ status: 'sent' }),
  decide: ({ data }, { status }) => (status === 'sent' ? [] : [{ type: 'MailSent', data }]),
};
