import { Body, Controller, Get, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { TimeTravel, type Destination, type WhatHappened } from '#application';
import { Clock } from '#platform';
import { Access, signedIn, staff } from '../access/index.js';
import { CommandAnswers, IncomingCommand, IsCommand, type CommandRequest } from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { invalid, Problem } from '../problems/index.js';
import { field, parseInstant, WholeNumber } from '../validation/index.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
const DAYS_MAX = 36_525;

const Instant = (presence: { readonly optional?: boolean } = {}): PropertyDecorator =>
  field(
    {
      code: 'not_an_instant',
      says: 'must be an instant like 2026-04-16T00:00:00Z',
      isValid: (value) => typeof value === 'string' && parseInstant(value) !== null,
      schema: { type: String, format: 'date-time', example: '2026-04-16T00:00:00Z' },
    },
    presence,
  );

class ClockRequest {
  @Instant()
  now!: string;
}

class AdvanceRequest {
  @Instant({ optional: true })
  to?: string;

  @WholeNumber({ min: 0, max: DAYS_MAX }, { optional: true })
  days?: number;
}

class ClockAnswer {
  @ApiProperty({ format: 'date-time' })
  now!: string;
}

class AdvanceAnswer extends ClockAnswer {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'What happened on the way.' })
  did!: WhatHappened;
}

const daysAfter = (days: number, now: string): string => {
  const destination = parseInstant(new Date(Date.parse(now) + days * DAY_MS).toISOString());
  if (destination === null) throw invalid('days', 'field.too_large', 'days must not lead beyond the year 9999');
  return destination;
};

/** Days count from when the journey begins: another one may be under way. @throws Problem `request.invalid`. */
const destinationOf = ({ to, days }: AdvanceRequest): Destination => {
  if (to !== undefined && days === undefined) return parseInstant(to) ?? to;
  if (to === undefined && days !== undefined) return (now) => daysAfter(days, now);
  throw invalid('to', 'field.one_of', 'Give either to, an instant, or days, a number of days');
};

/** The test clock. Refused unless the process runs with it. */
@ApiTags('Time')
@Controller('v1/clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly answers: CommandAnswers,
    @Inject(TimeTravel) private readonly timeTravel: TimeTravel | null,
  ) {}

  @Get()
  @Access(signedIn)
  @ApiOkResponse({ type: ClockAnswer })
  now(): { readonly now: string } {
    this.#travel();
    return { now: this.clock.now() };
  }

  @Put()
  @HttpCode(200)
  @Access(staff('operator'))
  @IsCommand()
  @ApiOkResponse({ type: ClockAnswer })
  set(@IncomingCommand() request: CommandRequest, @Body() { now }: ClockRequest): Promise<Reply> {
    const travel = this.#travel();
    return this.answers.answer(request, async () => {
      await travel.set(parseInstant(now) ?? now, request.actor);
      return { status: 200, body: { now: this.clock.now() } };
    });
  }

  @Post('advance')
  @HttpCode(200)
  @Access(staff('operator'))
  @IsCommand()
  @ApiOkResponse({ type: AdvanceAnswer })
  advance(@IncomingCommand() request: CommandRequest, @Body() body: AdvanceRequest): Promise<Reply> {
    const travel = this.#travel();
    return this.answers.answer(request, async () => {
      const did = await travel.advance(destinationOf(body), request.actor);
      return { status: 200, body: { now: this.clock.now(), did } };
    });
  }

  #travel(): TimeTravel {
    if (this.timeTravel === null) throw new Problem('clock.not_a_test_clock');
    return this.timeTravel;
  }
}
