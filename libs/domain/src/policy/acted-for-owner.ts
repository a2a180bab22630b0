/** Who acted, as the event records it: `member` is whoever acts by what he is to the space, the rest are no members. */
interface RecordedActor {
  readonly id: string;
  readonly role: string;
}

/**
 * D9: whether somebody else acted where the owner could have, who is told of it by e-mail. Not so for sales staff, who
 * act on request (R28), nor for the system. `ownerId` is who was owner before the fact: handing over is his own act.
 */
export const actedForOwner = ({ id, role }: RecordedActor, ownerId: string): boolean =>
  role === 'member' && id !== ownerId;
