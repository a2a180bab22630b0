import {
  existing,
  salesDecider,
  type Refusal,
  type RefusalDetails,
  type RequestSales,
  type SalesSubject,
} from '#domain';
import type { Position } from '#event-store';
import { deriveId, type Vault } from '#platform';
import type { CommandContext } from '../kernel/context.js';
import { coverOfSpace } from '../kernel/covers.js';
import type { Decisions } from '../kernel/decide-and-append.js';
import { personKey, type People } from '../kernel/people.js';
import { salesStream } from '../kernel/streams.js';

/** What somebody asked for who was sent to sales. Personal data, so only ever stored sealed, and never with a card. */
export interface SalesWish {
  /** Method and address: `POST /v1/spaces/acme/subscription/change`. */
  readonly call: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** By the reason that a refusal gives. */
const SUBJECTS: Readonly<Record<string, SalesSubject>> = {
  several_teams: 'severalTeams',
  manually_billed_team: 'manuallyBilledTeam',
  above_last_tier: 'aboveLastTier',
};

const subjectOf = ({ reason, action }: RefusalDetails): SalesSubject => {
  if (reason === 'manual_billing') return action === 'startUpgrade' ? 'manualBilling' : 'manualPlan';
  const subject = typeof reason === 'string' ? SUBJECTS[reason] : undefined;
  if (subject === undefined) throw new Error(`sales know no subject ${String(reason)}: add it to the table`);
  return subject;
};

/** Records who was sent to sales, and for what (R8, R27, R28). */
export class SalesRequests {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
    private readonly vault: Vault,
  ) {}

  /**
   * Once for each command, however often it is refused. Answers where it stands.
   * @param refusal `contact_sales`
   */
  async record(
    { spaceId, wish, refusal }: { readonly spaceId: string; readonly wish: SalesWish; readonly refusal: Refusal },
    { expectedRevisions: _, ...context }: CommandContext,
  ): Promise<Position> {
    const memberId = context.actor.id;
    const space = existing(await this.people.space(spaceId));
    const subscriptionId = (await coverOfSpace(this.decisions, space))?.subscriptionId ?? null;
    const about = { requestId: deriveId('sales', context.commandId), spaceId, memberId, subscriptionId };
    const { position } = await this.decisions.decide({
      stream: salesStream(spaceId),
      decider: salesDecider,
      command: async (): Promise<RequestSales> => ({
        type: 'RequestSales',
        data: {
          ...about,
          subject: subjectOf(refusal.details),
          request: await this.vault.seal(personKey(memberId), { call: wish.call, body: withoutCard(wish.body) }),
        },
      }),
      context,
    });
    return position;
  }
}

/** Who holds the token of a card can charge it: no envelope of ours needs one but that of the payment method. */
const withoutCard = ({ paymentMethod: _, token: __, ...body }: SalesWish['body']): SalesWish['body'] => body;
