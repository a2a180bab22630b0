interface StreamDescription {
  readonly title: string;
  /** The names of its streams, with what takes the place of the braces. */
  readonly names: readonly string[];
  readonly about: string;
}

/** Every kind of stream; the events of one kind stand on one page. */
export const STREAMS = {
  space: {
    title: 'Spaces',
    names: ['space-{spaceId}'],
    about: 'A workspace, an organization or a team: its members and its administrators.',
  },
  coverage: {
    title: 'Coverage',
    names: ['coverage-{rootId}'],
    about:
      'Which subscription covers which space of one workspace or organization, so that nothing is ever paid for ' +
      'twice. The diagram shows one cover; another can be requested when it has ended.',
  },
  subscription: {
    title: 'Subscriptions',
    names: ['subscription-{subscriptionId}'],
    about:
      'What one space pays for, from its first plan to its last day, with every amount that was decided. In the state ' +
      '`paying` a change waits for its payment, in `pastDue` an invoice could not be collected, and in `held` the ' +
      'organization of a team is being upgraded.',
  },
  payment: {
    title: 'Payments',
    names: ['payment-{paymentId}', 'payment-{refundId}', 'payment-{invoiceNumber}'],
    about:
      'One conversation with the payment gateway under one idempotency key, a payment or a refund; or what a bank ' +
      'received for one invoice.',
  },
  invoice: {
    title: 'Invoices',
    names: ['invoiceSeries-{issuer}-{kind}-{year}'],
    about: 'All documents of one series. The number of a document is its revision in the stream plus one.',
  },
  mail: {
    title: 'Mails',
    names: ['mail-{about}'],
    about: 'That a mail went out, so that it goes out exactly once.',
  },
  support: {
    title: 'Support',
    names: ['support-{spaceId}'],
    about: 'What people asked for help with.',
  },
  sales: {
    title: 'Sales',
    names: ['sales-{spaceId}'],
    about: 'What people asked for that sales staff arrange.',
  },
  catalog: {
    title: 'Price list',
    names: ['catalog'],
    about: 'Every version of the price list that was published.',
  },
  technical: {
    title: 'Technical',
    names: ['idempotency-{keyHash}', 'clock'],
    about:
      'No facts of billing: what was answered under an idempotency key (the diagram), and how the test clock was moved.',
  },
} as const satisfies Readonly<Record<string, StreamDescription>>;

export type StreamKind = keyof typeof STREAMS;
