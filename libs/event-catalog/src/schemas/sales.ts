import { z } from 'zod';
import type { Definitions } from './definition.js';
import { id, memberId, sealed, spaceId, subscriptionId } from './parts.js';

export const salesEvents = {
  SalesRequested: {
    stream: 'sales',
    summary: 'Somebody asked for something that sales staff arrange; nothing is changed by it.',
    rules: ['R8', 'R27', 'R28', 'D2', 'D3'],
    versions: {
      1: z.strictObject({
        requestId: id.describe('The request, as sales are told it.'),
        spaceId,
        memberId: memberId.describe('Who asks.'),
        subject: z
          .enum(['severalTeams', 'manualBilling', 'manualPlan', 'manuallyBilledTeam', 'aboveLastTier'])
          .describe(
            'Why it is for sales: several teams at once (R8), a manual plan to arrange (R27) or to change (R28), an ' +
              'organization with a manually billed team (D2), or more seats than the last tier (D3).',
          ),
        subscriptionId: subscriptionId
          .nullable()
          .describe('The subscription that the space had then; null when it was never upgraded by itself.'),
        request: sealed.describe('What was asked for, as it was sent, in an envelope: it may name people.'),
      }),
    },
  },
} satisfies Definitions;
