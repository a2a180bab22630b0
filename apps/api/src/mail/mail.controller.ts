import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { MAIL_KINDS, Outbox, type Mail } from '#invoicing';
import { fromCursor, InvalidCursor, toCursor } from '#read-models/shapes';
import { Access, signedIn } from '../access/index.js';
import { ListQuery, pageRequest } from '../reading/index.js';

class AttachmentAnswer {
  @ApiProperty()
  name!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty({ type: 'integer', description: 'The size.' })
  bytes!: number;
}

class MailAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  to!: string;

  @ApiProperty()
  subject!: string;

  @ApiProperty()
  text!: string;

  @ApiProperty()
  html!: string;

  @ApiProperty({ enum: ['en', 'fr'] })
  language!: string;

  @ApiProperty({ enum: MAIL_KINDS })
  kind!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of the invoice or the credit note that it brings; null for every other kind.',
  })
  invoiceNumber!: string | null;

  @ApiProperty({ format: 'date-time' })
  sentAt!: string;

  @ApiProperty({ type: [AttachmentAnswer] })
  attachments!: AttachmentAnswer[];
}

class MailsAnswer {
  @ApiProperty({ type: [MailAnswer] })
  mails!: MailAnswer[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

interface MailShape extends Omit<Mail, 'attachments'> {
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

interface MailsShape {
  readonly mails: readonly MailShape[];
  readonly next: string | null;
}

const shapeOf = ({ attachments, ...mail }: Mail): MailShape => ({
  ...mail,
  attachments: attachments.map(({ name, type, content }) => ({ name, type, bytes: content.length })),
});

/** What the on-disk outbox holds, in the order in which it was sent. In development only. */
@ApiTags('Development')
@Controller('v1/mail')
export class MailController {
  constructor(private readonly outbox: Outbox) {}

  @Get()
  @Access(signedIn)
  @ApiOkResponse({ type: MailsAnswer })
  async list(@Query() query: ListQuery): Promise<MailsShape> {
    const { limit = 1, cursor } = pageRequest(query);
    const page = await this.#page(limit, cursor ?? null);
    const last = page.at(-1);
    // One more is asked for only to see whether the list goes on; the outbox takes no greater limit than a page.
    const isMore = last !== undefined && (await this.outbox.list({ after: last.id, limit: 1 })).length > 0;
    return { mails: page.map(shapeOf), next: isMore ? toCursor(last.id) : null };
  }

  async #page(limit: number, cursor: string | null): Promise<readonly Mail[]> {
    if (cursor === null) return this.outbox.list({ limit });
    const after = fromCursor(cursor);
    return this.outbox.list({ after, limit }).catch((error: unknown) => {
      throw error instanceof RangeError ? new InvalidCursor() : error;
    });
  }
}
