import { deriveId } from '#platform';

/** The id of the payment with which an invoice is collected for the first time. */
export const firstPaymentOf = (invoiceNumber: string): string => deriveId('pay', invoiceNumber, 0);
