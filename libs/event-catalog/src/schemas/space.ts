import { z } from 'zod';
import type { Definitions } from './definition.js';
import { id, memberId, sealed, spaceId, text } from './parts.js';

const name = text.describe('The name of the space, as people see it.');
const takesSeat = z.boolean().describe('Whether the member takes a seat of the space (D1).');

export const spaceEvents = {
  WorkspaceCreated: {
    stream: 'space',
    summary: 'There is a workspace.',
    rules: ['R1', 'R2'],
    moves: ['start -> exists'],
    versions: { 1: z.strictObject({ spaceId, name }) },
  },
  OrganizationCreated: {
    stream: 'space',
    summary: 'There is an organization, of the people who share an e-mail domain.',
    rules: ['R1', 'R2'],
    moves: ['start -> exists'],
    versions: {
      1: z.strictObject({
        spaceId,
        name,
        domain: text.describe('The e-mail domain that its people share, in lower case (R2).'),
      }),
    },
  },
  TeamCreated: {
    stream: 'space',
    summary: 'There is a team inside an organization.',
    rules: ['R1', 'R2'],
    moves: ['start -> exists'],
    versions: {
      1: z.strictObject({ spaceId, name, organizationId: id.describe('The organization that the team is in.') }),
    },
  },
  MemberAdded: {
    stream: 'space',
    summary: 'Somebody is a member of the space.',
    rules: ['D1'],
    moves: ['exists -> exists'],
    versions: {
      1: z.strictObject({
        spaceId,
        memberId,
        profile: sealed
          .nullable()
          .describe(
            'Name, e-mail and language, in an envelope; null until they are known, as for the creator of a space.',
          ),
        takesSeat,
      }),
    },
  },
  MemberProfileChanged: {
    stream: 'space',
    summary: 'Name, e-mail or language of a member changed, and with the e-mail perhaps whether a seat is taken.',
    rules: ['D1'],
    moves: ['exists -> exists'],
    versions: {
      1: z.strictObject({
        spaceId,
        memberId,
        profile: sealed.describe('Name, e-mail and language as they are now, in an envelope.'),
        takesSeat,
      }),
    },
  },
  MemberRemoved: {
    stream: 'space',
    summary: 'Somebody is no member of the space any more.',
    rules: ['D1', 'D8'],
    moves: ['exists -> exists'],
    versions: {
      1: z.strictObject({
        spaceId,
        memberId,
        tookSeat: z.boolean().describe('Whether a seat of the space became free (D1).'),
      }),
    },
  },
  AdministratorAppointed: {
    stream: 'space',
    summary: 'A member is administrator of the space.',
    rules: ['R31'],
    moves: ['exists -> exists'],
    versions: {
      1: z.strictObject({
        spaceId,
        memberId,
        reason: z
          .enum(['creator', 'appointed', 'billingOwner'])
          .describe(
            'For having made the space, by another administrator, or as billing owner of an organization (R31).',
          ),
      }),
    },
  },
  AdministratorDismissed: {
    stream: 'space',
    summary: 'A member is no administrator of the space any more.',
    rules: ['R31'],
    moves: ['exists -> exists'],
    versions: { 1: z.strictObject({ spaceId, memberId }) },
  },
} satisfies Definitions;
