import { applyDecorators } from '@nestjs/common';
import { ValidateIf } from 'class-validator';
import type { Cycle } from '#domain';
import { PartialType } from '@nestjs/swagger';
import { isPersonId } from '../auth/index.js';
import { SPACE_ID } from '../spaces/requests.js';
import { Choice, field, Flag, Form, isPreviewed, Line, Nested, WholeNumber } from '../validation/index.js';
import { BillingDetailsRequest, CURRENCY } from './billing-details.request.js';

const PLAN_MAX = 64;
const TOKEN_MAX = 255;
const SEATS_MAX = 1_000_000;
export const CYCLES: readonly Cycle[] = ['monthly', 'annual'];

const PersonId = ({ optional }: { readonly optional: boolean }): PropertyDecorator =>
  field(
    {
      code: 'not_a_member_id',
      says: 'must be an id of 1 to 128 characters',
      isValid: isPersonId,
      schema: { type: String, minLength: 1, maxLength: 128, example: 'ada' },
    },
    { optional },
  );

/** One seat is a number of seats; that it is not sold is for the rules to say (R13). */
const Seats = (presence: { readonly optional?: boolean } = {}): PropertyDecorator =>
  WholeNumber({ min: 1, max: SEATS_MAX }, presence);

/** Of a preview: the command is refused when its amounts would differ. */
const Quote = (): PropertyDecorator => Line(64, { optional: true });

export class PaymentMethodRequest {
  @Line(TOKEN_MAX, { example: 'tok_ok' })
  token!: string;
}

/** Needed for the real thing; a preview may come before it is known. */
const NeededUnless = (isNotNeeded: (request: UpgradeRequest) => boolean): PropertyDecorator =>
  applyDecorators(
    ValidateIf(
      (request: UpgradeRequest, value: unknown) =>
        value !== undefined || !(isPreviewed(request) || isNotNeeded(request)),
    ),
  );

export class UpgradeRequest {
  @Line(PLAN_MAX, { example: 'premium' })
  plan!: string;

  @Choice(CYCLES)
  cycle!: Cycle;

  @Seats()
  seats!: number;

  @PersonId({ optional: true })
  billingOwnerId?: string;

  @NeededUnless(() => false)
  @Nested(() => BillingDetailsRequest)
  billingDetails?: BillingDetailsRequest;

  /** Not needed for a trial, nor where sales arrange the collection (R27): those have answers of their own. */
  @NeededUnless(({ trial, collection }) => trial === true || collection !== undefined)
  @Nested(() => PaymentMethodRequest)
  paymentMethod?: PaymentMethodRequest;

  @Flag({ optional: true })
  trial?: boolean;

  @Choice(['automatic', 'manual'], { optional: true })
  collection?: 'automatic' | 'manual';

  /** Where `billingDetails` are not given yet. */
  @Form(CURRENCY, { optional: true })
  currency?: string;

  @Quote()
  quote?: string;
}

const TEAMS_MAX = 100;

/** Several teams at once: what is asked for besides is for sales to read (R8). */
export class TeamUpgradesRequest extends PartialType(UpgradeRequest) {
  @field({
    code: 'not_team_ids',
    says: `must be a list of 1 to ${TEAMS_MAX} different ids of teams`,
    isValid: (ids) =>
      Array.isArray(ids) &&
      ids.length >= 1 &&
      ids.length <= TEAMS_MAX &&
      new Set(ids).size === ids.length &&
      ids.every((id) => typeof id === 'string' && SPACE_ID.pattern.test(id)),
    schema: { type: [String], minItems: 1, maxItems: TEAMS_MAX, uniqueItems: true, example: ['design', 'research'] },
  })
  teamIds!: string[];
}

export class ChangeRequest {
  @Line(PLAN_MAX, { optional: true, example: 'business' })
  plan?: string;

  @Choice(CYCLES, { optional: true })
  cycle?: Cycle;

  @Seats({ optional: true })
  seats?: number;

  @Quote()
  quote?: string;
}

/** Of a command that has nothing to say but that it is meant. */
export class ConfirmationRequest {
  @Quote()
  quote?: string;
}

export class BillingOwnerRequest extends ConfirmationRequest {
  @PersonId({ optional: false })
  memberId!: string;
}

export class NewBillingDetailsRequest extends BillingDetailsRequest {
  @Quote()
  quote?: string;
}

export class NewPaymentMethodRequest extends PaymentMethodRequest {
  @Quote()
  quote?: string;
}
