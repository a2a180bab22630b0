import type { z } from 'zod';
import type { Definitions } from './definition.js';

/** The version after each one. Add a line when an event comes to the last. */
interface Next {
  1: 2;
  2: 3;
  3: 4;
  4: 5;
  5: 6;
  6: 7;
  7: 8;
  8: 9;
}

type VersionsOf<D extends Definitions, T extends keyof D> = D[T]['versions'];

type Follower<D extends Definitions, T extends keyof D, V> = V extends keyof Next
  ? Extract<keyof VersionsOf<D, T>, Next[V]>
  : never;

/** The data of an event in one version. */
export type DataIn<D extends Definitions, T extends keyof D, V> = z.output<
  Extract<VersionsOf<D, T>[V & keyof VersionsOf<D, T>], z.ZodType>
>;

/** The version that no other follows. Versions with a gap have two of these, and no data is of both. */
type CurrentOf<D extends Definitions, T extends keyof D> = {
  [V in keyof VersionsOf<D, T>]: [Follower<D, T, V>] extends [never] ? V : never;
}[keyof VersionsOf<D, T>];

/** `SeatsChanged.v1` for every version that another one follows. */
export type OutdatedIn<D extends Definitions> = {
  [T in keyof D]: {
    [V in keyof VersionsOf<D, T>]: [Follower<D, T, V>] extends [never] ? never : `${T & string}.v${V & number}`;
  }[keyof VersionsOf<D, T>];
}[keyof D];

/** From exactly the data of an outdated version to exactly the data of the next. */
export type UpcasterOf<
  D extends Definitions,
  Outdated extends OutdatedIn<D>,
> = Outdated extends `${infer T}.v${infer V extends number}`
  ? (data: DataIn<D, T, V>) => DataIn<D, T, Follower<D, T, V>>
  : never;

/** Without `readonly` and intersections: two ways to write one shape become the same type. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : { -readonly [K in keyof T]: Plain<T[K]> };

// Assignable in both directions would not do: an optional field more or less is. Two conditional types that are still
// open are assignable only when they are about the same type.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it is there to keep the types open
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type DifferingFields<A, B> = {
  [K in keyof A | keyof B]: K extends keyof A & keyof B ? (Same<A[K], B[K]> extends true ? never : K) : K;
}[keyof A | keyof B];

interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

type Disagreement<T, Stored, Decided> =
  Same<Stored, Decided> extends true ? never : `${T & string}.${DifferingFields<Stored, Decided> & string}`;

type Disagreements<D extends Definitions, E extends DomainEvent> = {
  [T in keyof D | E['type']]: T extends keyof D & E['type']
    ? Disagreement<T, Plain<DataIn<D, T, CurrentOf<D, T>>>, Plain<Extract<E, { readonly type: T }>['data']>>
    : T extends keyof D
      ? `${T & string} is no event of the domain`
      : `${T & string} has no schema`;
}[keyof D | E['type']];

/**
 * True while the current schema of each event and the domain's type of its data are one type; otherwise what they
 * disagree about, such as `PlanUpgraded.unitPrice`, to which true cannot be assigned.
 */
export type Agreement<D extends Definitions, E extends DomainEvent> = [Disagreements<D, E>] extends [never]
  ? true
  : `differs: ${Disagreements<D, E>}`;
