import type { z } from 'zod';
import type { StreamKind } from './streams.js';

/** A billing rule (`R17`), or a decision taken where the rules are silent (`D4`). */
export type Rule = `R${number}` | `D${number}`;

/** From one state of a stream to the next, for the diagram of its kind; `start` is the empty stream. */
export type Move = `${string} -> ${string}`;

/** Each version ever written, from 1 on without a gap. A stored version is never edited, only followed by the next. */
export type Versions = Readonly<Record<number, z.ZodObject>>;

/** What the catalogue knows of an event type. */
export interface EventDefinition {
  readonly stream: StreamKind;
  /** One sentence: what is true since this event. */
  readonly summary: string;
  readonly rules: readonly Rule[];
  /** None where a kind of stream needs no diagram. */
  readonly moves?: readonly Move[];
  readonly versions: Versions;
}

export type Definitions = Readonly<Record<string, EventDefinition>>;
