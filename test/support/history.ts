import type { AuditEvent, Invoice, Mail } from '#apps/cli';
import type { QuittanceUnderTest } from './quittance.js';

/** The zone of all subscriptions in scenarios unless they say another. */
const ZONE = 'Europe/Paris';

/** The day of an instant. Sweden writes days as ISO 8601 does. */
export const dayOf = (instant: string, zone = ZONE): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(Date.parse(instant));

/** Everything that ever happened to a subscription, in the terms of a test: any event more would show here. */
export interface Story {
  /** Of the upgrade from Basic: what was confirmed, and how that ended. As `subscription`. */
  readonly upgrade: readonly string[];
  /** `2026-04-16 SeatsChanged system`: day, type and who did it. */
  readonly subscription: readonly string[];
  /** Day, purpose (`refund` and `bankTransfer` among them), minor units, and how it ended. */
  readonly payments: readonly (readonly [string, string, number, string])[];
  /** Day of issue, number, reason, the lines and the net in minor units; of a credit note negative. */
  readonly invoices: readonly (readonly [string, string, string, readonly number[], number])[];
  /** Day, recipient, and the number of the document that the mail brings, or the kind of the notice that it is. */
  readonly mails: readonly (readonly [string, string, string])[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const inStream = (events: readonly AuditEvent[], kind: string): AuditEvent[] =>
  events.filter(({ stream }) => stream.startsWith(`${kind}-`));

const ENDINGS: Readonly<Record<string, string>> = {
  'PaymentRequested PaymentSettled': 'settled',
  'PaymentRequested PaymentFailed': 'failed',
  PaymentRequested: 'requested',
  'RefundRequested RefundSettled': 'settled',
  RefundRequested: 'requested',
};

const bankPaymentIn = ({ recordedAt, data }: AuditEvent): Story['payments'][number] => [
  dayOf(recordedAt),
  'bankTransfer',
  Number(data['amount']),
  `received ${textOf(data['receivedOn'])}`,
];

/** The events of one payment or refund in one entry; each bank payment is one. @throws Error for a conversation that is none. */
const paymentsIn = (events: readonly AuditEvent[]): Story['payments'] => {
  if (events.every(({ type }) => type === 'BankPaymentRecorded')) return events.map(bankPaymentIn);
  const last = events.at(-1);
  const types = events.map(({ type }) => type).join(' ');
  const ending = ENDINGS[types];
  if (last === undefined || ending === undefined) throw new Error(`a payment went ${types}: it has one end at most`);
  const { purpose, amount, reason } = last.data;
  const how = ending === 'failed' ? `failed: ${textOf(reason)}` : ending;
  return [[dayOf(last.recordedAt), types.startsWith('Refund') ? 'refund' : textOf(purpose), Number(amount), how]];
};

const eventIn = ({ recordedAt, type, actor }: AuditEvent): string => `${dayOf(recordedAt)} ${type} ${actor.id}`;

const invoiceIn = ({ data }: AuditEvent): Story['invoices'][number] => {
  const { number, issuedOn, reason, lines, net } = data;
  const amounts = (lines as readonly { readonly amount: number }[]).map(({ amount }) => amount);
  return [textOf(issuedOn), textOf(number), textOf(reason), amounts, Number(net)];
};

const mailIn = ({ recordedAt, data }: AuditEvent): Story['mails'][number] => [
  dayOf(recordedAt),
  textOf(data['to']),
  textOf(data['invoiceNumber'] ?? data['kind']),
];

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Mails of one instant are sent at once, so nothing is said of the order among them. */
const mailsIn = (events: readonly AuditEvent[]): Story['mails'] =>
  events
    .map((event) => ({ at: event.recordedAt, mail: mailIn(event) }))
    .sort((a, b) => compare(a.at, b.at) || compare(a.mail.join(' '), b.mail.join(' ')))
    .map(({ mail }) => mail);

/** @throws Error when the history has a stream of another kind. */
export const storyOf = (events: readonly AuditEvent[]): Story => {
  const payments = inStream(events, 'payment');
  const story = {
    upgrade: inStream(events, 'coverage'),
    subscription: inStream(events, 'subscription'),
    invoices: inStream(events, 'invoiceSeries'),
    mails: inStream(events, 'mail'),
  };
  const known = payments.length + Object.values(story).reduce((sum, { length }) => sum + length, 0);
  if (known !== events.length) throw new Error('the history has events of other streams: say what is expected of them');
  return {
    upgrade: story.upgrade.map(eventIn),
    subscription: story.subscription.map(eventIn),
    payments: [...new Set(payments.map(({ stream }) => stream))].flatMap((stream) =>
      paymentsIn(payments.filter((event) => event.stream === stream)),
    ),
    invoices: story.invoices.map(invoiceIn),
    mails: mailsIn(story.mails),
  };
};

export const readStory = async (quittance: QuittanceUnderTest, subscriptionId: string): Promise<Story> =>
  storyOf(await quittance.events(subscriptionId));

/** What an invoice comes to: its lines and its net, minor units. */
export const amountsOf = ({ lines, net }: Invoice): readonly [readonly number[], number] => [
  lines.map(({ amount }) => amount.minor),
  net.minor,
];

/** What stands behind `/i/` in the link at the end of a mail (R58). @throws Error when none does. */
export const linkTokenIn = ({ text, id }: Mail): string => {
  const [, token] = /\/i\/([A-Za-z0-9_-]{22,})\s*$/.exec(text) ?? [];
  if (token === undefined) throw new Error(`the mail ${id} does not end with a link: read its text`);
  return token;
};

/** The days of each line: `2026-01-31..2026-02-28`, the end not included. */
export const periodsOf = (invoices: readonly Invoice[]): string[] =>
  invoices.flatMap(({ lines }) => lines.map(({ period }) => `${period.start}..${period.end}`));
