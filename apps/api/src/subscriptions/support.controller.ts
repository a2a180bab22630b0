import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequestSupportCommand, type CommandContext } from '#application';
import { Access, contactingSupport } from '../access/index.js';
import { CommandAnswers, IncomingCommand, IsCommand, type CommandRequest } from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { ApiSettings } from '../ports/index.js';
import { field, Line } from '../validation/index.js';

const CREATED = 201;
const SUBJECT_MAX = 200;
const MESSAGE_MAX = 10_000;

/** Several lines, without control characters beside tabs and line ends, without half a surrogate pair, not blank. */
const TEXT = /^(?=[^]*\S)(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;

class SupportRequest {
  @Line(SUBJECT_MAX, { example: 'Our invoice of April' })
  subject!: string;

  @field({
    code: 'not_a_text',
    says: `must be a text of 1 to ${MESSAGE_MAX} characters`,
    isValid: (value) => typeof value === 'string' && value.length <= MESSAGE_MAX && TEXT.test(value),
    schema: { type: String, minLength: 1, maxLength: MESSAGE_MAX, example: 'Please add our order number.' },
  })
  message!: string;
}

class SupportRequestAnswer {
  @ApiProperty()
  requestId!: string;

  @ApiProperty()
  spaceId!: string;

  @ApiProperty({ description: 'Opaque: pass it on to a query as ?position=.' })
  position!: string;

  @ApiProperty({ description: 'Where support answers, and can be written to directly.' })
  contact!: string;
}

/** R46: contact support, always possible. */
@ApiTags('Subscription')
@Controller('v1/spaces/:spaceId/subscription/support-requests')
export class SupportController {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: CommandAnswers,
    private readonly settings: ApiSettings,
  ) {}

  @Post()
  @HttpCode(CREATED)
  @Access(contactingSupport)
  @IsCommand()
  @ApiCreatedResponse({ type: SupportRequestAnswer })
  request(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Body() { subject, message }: SupportRequest,
  ): Promise<Reply> {
    return this.answers.answer(request, async (context) => {
      const command = new RequestSupportCommand({ spaceId, subject, message }, withoutRevision(context));
      const { requestId, position } = await this.commands.execute(command);
      return { status: CREATED, body: { requestId, spaceId, position, contact: this.settings.supportContact } };
    });
  }
}

/** Help is asked for whatever has changed meanwhile. */
const withoutRevision = ({ expectedRevisions: _, ...context }: CommandContext): CommandContext => context;
