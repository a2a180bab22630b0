import { BEGINNING, type Position } from '../index.js';

/** A place in EventStoreDB's log: events are ordered by commit, those of one commit by prepare. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Enough digits for an unsigned number of 64 bits, so that positions sort as strings. */
const DIGITS = 20;
const POSITION = /^(\d{20})-(\d{20})$/;

const digits = (part: bigint): string => String(part).padStart(DIGITS, '0');

export const toPosition = ({ commit, prepare }: LogPosition): Position =>
  `${digits(commit)}-${digits(prepare)}` as Position;

/**
 * Null for `BEGINNING`.
 * @throws RangeError when the position is not one that this store gave.
 */
export const toLogPosition = (position: Position): LogPosition | null => {
  if (position === BEGINNING) return null;
  const [, commit, prepare] = POSITION.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) {
    throw new RangeError(
      `${JSON.stringify(position)} is no position of this event store: use BEGINNING or one that it gave`,
    );
  }
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
};
