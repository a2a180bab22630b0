/** The command id of the step that applies a settled payment: whatever it records is what the payment was for. */
export const applyStep = (paymentId: string): string => `apply-payment-${paymentId}`;
