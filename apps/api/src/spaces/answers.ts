import { ApiProperty } from '@nestjs/swagger';

/** For the document: what reading spaces answers. */
export class SpaceAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['workspace', 'team', 'organization'] })
  kind!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  organizationId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  domain!: string | null;

  @ApiProperty({ enum: ['none', 'covered', 'active', 'ended'] })
  state!: string;

  @ApiProperty({ type: [String] })
  administrators!: string[];

  @ApiProperty({ type: 'integer' })
  revision!: number;
}

export class SpacesAnswer {
  @ApiProperty({ type: [SpaceAnswer] })
  spaces!: SpaceAnswer[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class MemberAnswer {
  @ApiProperty()
  memberId!: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true, enum: ['en', 'fr'] })
  locale!: string | null;

  @ApiProperty()
  isAdministrator!: boolean;

  @ApiProperty({ required: false, description: 'For the billing owner of a plan that lives.' })
  takesSeat?: boolean;
}

export class MembersAnswer {
  @ApiProperty({ type: [MemberAnswer] })
  members!: MemberAnswer[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
