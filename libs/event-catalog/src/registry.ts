import type { z } from 'zod';
import type { EventType, StoredEvent } from './events.js';
import { catalogEvents } from './schemas/catalog.js';
import { coverageEvents } from './schemas/coverage.js';
import type { Agreement } from './schemas/agreement.js';
import type { Versions } from './schemas/definition.js';
import { invoiceEvents } from './schemas/invoice.js';
import { mailEvents } from './schemas/mail.js';
import { paymentEvents } from './schemas/payment.js';
import { salesEvents } from './schemas/sales.js';
import { spaceEvents } from './schemas/space.js';
import { subscriptionEvents } from './schemas/subscription.js';
import { supportEvents } from './schemas/support.js';
import { technicalEvents } from './schemas/technical.js';
import { UnknownEvent } from './unknown-event.js';

/** The one table of everything that is ever stored. */
export const EVENTS = {
  ...spaceEvents,
  ...coverageEvents,
  ...subscriptionEvents,
  ...paymentEvents,
  ...invoiceEvents,
  ...mailEvents,
  ...supportEvents,
  ...salesEvents,
  ...catalogEvents,
  ...technicalEvents,
};

export type Events = typeof EVENTS;

/** What compiles only while schemas and domain agree on every event, in both directions. The error names the field. */
export const AGREES_WITH_DOMAIN: Agreement<Events, StoredEvent> = true;

const versionsOf = (type: string): Versions =>
  Object.hasOwn(EVENTS, type) ? EVENTS[type as keyof Events].versions : {};

/** The version in which each event is written today. An event type is never renamed, a version never edited. */
export const CURRENT_VERSION = Object.fromEntries(
  Object.keys(EVENTS).map((type) => [type, Object.keys(versionsOf(type)).length]),
) as Readonly<Record<EventType, number>>;

export const isStored = (type: string, version: number): type is EventType => versionsOf(type)[version] !== undefined;

/** @throws UnknownEvent for a type or version that is not in the catalogue. */
export const schemaOf = (type: string, version: number): z.ZodObject => {
  const schema = versionsOf(type)[version];
  if (schema === undefined) throw new UnknownEvent(type, version);
  return schema;
};
