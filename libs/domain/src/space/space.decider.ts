import type { Decider } from '../kernel/decider.js';
import {
  appointAdministrator,
  appointBillingOwner,
  dismissAdministrator,
  type AppointAdministrator,
  type AppointBillingOwner,
  type DismissAdministrator,
} from './administrators.js';
import { createSpace, type CreateSpace } from './create-space.js';
import { putMember, removeMember, type PutMember, type RemoveMember } from './members.js';
import type { SpaceEvent } from './space.events.js';
import { evolveSpace, initialSpace, type Space } from './space.state.js';

export type SpaceCommand =
  CreateSpace | PutMember | RemoveMember | AppointAdministrator | DismissAdministrator | AppointBillingOwner;

/** The rules of a `space-{id}` stream: what the space is, who is in it and who administers it. */
export const spaceDecider: Decider<Space, SpaceCommand, SpaceEvent> = {
  initialState: initialSpace,
  evolve: evolveSpace,
  decide: (command, space) => {
    switch (command.type) {
      case 'CreateWorkspace':
      case 'CreateOrganization':
      case 'CreateTeam':
        return createSpace(command, space);
      case 'PutMember':
        return putMember(command, space);
      case 'RemoveMember':
        return removeMember(command, space);
      case 'AppointAdministrator':
        return appointAdministrator(command, space);
      case 'DismissAdministrator':
        return dismissAdministrator(command, space);
      case 'AppointBillingOwner':
        return appointBillingOwner(command, space);
    }
  },
};
