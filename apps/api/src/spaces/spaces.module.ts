import { Module } from '@nestjs/common';
import { MembersController } from './members.controller.js';
import { NewSpacesController } from './new-spaces.controller.js';
import { SpacesController } from './spaces.controller.js';

@Module({ controllers: [NewSpacesController, SpacesController, MembersController] })
export class SpacesModule {}
