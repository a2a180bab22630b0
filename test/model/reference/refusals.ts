/** Why a step is refused, in plain words; nothing has changed then. */
export type Refusal =
  /** No such space, or one of that name exists. */
  | 'unknownSpace'
  | 'spaceExists'
  /** The space has no plan that is not ended. */
  | 'notUpgraded'
  /** The space has one (D5). */
  | 'alreadyUpgraded'
  /** The team's organization has one (D2). */
  | 'alreadyCovered'
  /** Neither the owner, nor whoever else the matrix of D9 allows. */
  | 'notAllowed'
  /** Sales does that: manual billing, more seats than the last tier (R8, R27, R28, D2, D3). */
  | 'contactSales'
  | 'oneSeat'
  | 'notATier'
  /** Fewer seats than members (R3, R4). */
  | 'tooFewSeats'
  | 'notAMember'
  | 'trialAlreadyUsed'
  | 'cardMissing'
  /** The payment was tried and failed; plan and seats stay (D6). */
  | 'paymentFailed'
  | 'manualNeedsTwentySeats'
  | 'manualIsAnnual'
  /** Up and down in one request (D13). */
  | 'mixedChange'
  /** Nothing is bought while a renewal is unpaid (D16). */
  | 'paymentIsOpen'
  | 'cancellationIsScheduled'
  | 'notInTrial'
  /** The owner has to hand over first (D8). */
  | 'ownerMustHandOver'
  | 'ownerIsNotMissing'
  | 'notManual';
