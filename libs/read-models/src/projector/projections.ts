import { historyProjection } from '../history/history.projection.js';
import { invoicesProjection } from '../invoices/invoices.projection.js';
import { linksProjection } from '../links/links.projection.js';
import type { Projection } from '../port/projection.js';
import { salesRequestsProjection, supportRequestsProjection } from '../requests/requests.projection.js';
import { spacesProjection } from '../spaces/spaces.projection.js';
import { subscriptionsProjection } from '../subscriptions/subscriptions.projection.js';

/** Every read model that there is. */
export const PROJECTIONS: readonly Projection[] = [
  spacesProjection,
  subscriptionsProjection,
  invoicesProjection,
  linksProjection,
  historyProjection,
  salesRequestsProjection,
  supportRequestsProjection,
];
