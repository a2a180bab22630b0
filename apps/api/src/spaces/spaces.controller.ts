import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { refuse } from '#domain';
import { SpacesQuery, type MembersShape, type SpaceShape, type SpacesShape } from '#read-models/spaces';
import {
  Access,
  CurrentCaller,
  Granted,
  inSpace,
  membersOf,
  seesSeats,
  signedIn,
  type Grant,
} from '../access/index.js';
import type { Caller } from '../auth/index.js';
import { ListQuery, pageRequest, PositionQuery, Reading } from '../reading/index.js';
import { MembersAnswer, SpaceAnswer, SpacesAnswer } from './answers.js';

/** What a caller can see of spaces. */
@ApiTags('Spaces')
@Controller('v1/spaces')
export class SpacesController {
  constructor(
    private readonly spaces: SpacesQuery,
    private readonly reading: Reading,
  ) {}

  @Get()
  @Access(signedIn)
  @ApiOkResponse({ type: SpacesAnswer })
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<SpacesShape> {
    await this.reading.asked(query.position);
    return this.spaces.ofMember(caller.id, pageRequest(query));
  }

  @Get(':spaceId')
  @Access(inSpace)
  @ApiOkResponse({ type: SpaceAnswer })
  async one(
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Query() { position }: PositionQuery,
  ): Promise<SpaceShape> {
    await this.reading.granted(grant, position);
    return (await this.spaces.one(spaceId)) ?? refuse('space.unknown');
  }

  @Get(':spaceId/members')
  @Access(membersOf)
  @ApiOkResponse({ type: MembersAnswer })
  async members(
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Query() query: ListQuery,
  ): Promise<MembersShape> {
    await this.reading.granted(grant, query.position);
    const request = { ...pageRequest(query), showsSeats: seesSeats(grant) };
    return (await this.spaces.members(spaceId, request)) ?? refuse('space.unknown');
  }
}
