import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access, everyone } from '../access/index.js';
import { Choices, field } from '../validation/index.js';
import { isPersonId, STAFF_ROLES, type StaffRole } from './caller.js';
import { DevelopmentTokens } from './tokens.js';

class DevTokenRequest {
  @field({
    code: 'not_a_member_id',
    says: 'must be an id of 1 to 128 characters',
    isValid: isPersonId,
    schema: { type: String, minLength: 1, maxLength: 128, example: 'ada' },
  })
  memberId!: string;

  @Choices(STAFF_ROLES, { optional: true })
  roles?: StaffRole[];
}

class DevTokenAnswer {
  @ApiProperty()
  token!: string;
}

/** Signs anyone in as anyone. In development only. */
@ApiTags('Development')
@Controller('v1/dev/tokens')
export class DevTokensController {
  constructor(private readonly tokens: DevelopmentTokens) {}

  @Post()
  @HttpCode(200)
  @Access(everyone)
  @ApiOkResponse({ type: DevTokenAnswer })
  async issue(@Body() { memberId, roles = [] }: DevTokenRequest): Promise<{ readonly token: string }> {
    return { token: await this.tokens.issue(memberId, roles) };
  }
}
