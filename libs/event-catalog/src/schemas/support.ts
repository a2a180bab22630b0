import { z } from 'zod';
import type { Definitions } from './definition.js';
import { id, memberId, sealed, spaceId, subscriptionId } from './parts.js';

export const supportEvents = {
  SupportRequested: {
    stream: 'support',
    summary: 'Somebody asked for help with what a space pays.',
    rules: ['R24', 'R46'],
    versions: {
      1: z.strictObject({
        requestId: id.describe('The request, as support is told it.'),
        spaceId,
        memberId: memberId.describe('Who asks, member of the space or not.'),
        subscriptionId: subscriptionId
          .nullable()
          .describe(
            'The subscription that the space had then, or was about to have; null when it was never upgraded by itself.',
          ),
        request: sealed.describe('Subject and message, in an envelope.'),
      }),
    },
  },
} satisfies Definitions;
