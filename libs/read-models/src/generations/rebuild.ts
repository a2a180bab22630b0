import { decode } from '#event-catalog';
import { BATCH_SIZE_MAX, BEGINNING, type EventStore, type Position, type RecordedEvent } from '#event-store';
import { checkpointName, type DocumentReference, type Projection } from '../port/projection.js';
import { CheckpointConflict, type ReadModelStore } from '../port/read-model-store.js';
import { ProjectionRunner } from '../projector/projection-runner.js';
import { Comparing, type Comparison } from './comparison.js';
import { GenerationSealed, type GenerationView } from './generation-view.js';
import { type GenerationalReadModelStore } from './generational-read-model-store.js';
import { Pace, type RebuildProgress } from './progress.js';

export interface RebuildOptions {
  readonly store: EventStore;
  readonly readModels: GenerationalReadModelStore;
  /** Builds beside the live generation, compares, and leaves everything as it was. */
  readonly isCheck?: boolean;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Ends it between two batches; the live generation is left as it was. */
  readonly signal?: AbortSignal;
}

export interface Rebuilt {
  /** The name of the checkpoint. */
  readonly projection: string;
  /**
   * `switched` to the new generation; `checked` only; `built` in place, because there was nothing to read; `absent`
   * for a check with nothing to compare with, though there are events.
   */
  readonly outcome: 'switched' | 'checked' | 'built' | 'absent';
  readonly events: number;
  readonly durationMs: number;
  /** Null when there was nothing to compare with. */
  readonly comparison: Comparison | null;
  /** Generations to retire when no reader can be in them any more: see `retireReplaced`. */
  readonly replaced: readonly number[];
}

/** Somebody else has put another generation into the place, or forgotten this one: nothing was switched here. */
export class RebuildOvertaken extends Error {
  readonly code = 'read_models.rebuild_overtaken';
  constructor(projection: string, options?: ErrorOptions) {
    super(
      `another rebuild of ${projection} was faster, or its read model was reset meanwhile: this rebuild changed nothing; ` +
        'rebuild it again if it is still needed',
      options,
    );
    this.name = new.target.name;
  }
}

/** Rounds of looking again at what changed, and of trying to switch: each is a few milliseconds of a busy store. */
const ROUNDS_MAX = 10_000;

/**
 * Builds a projection anew from the first event, beside the generation that is read, compares the two where both
 * stand at the same position, and switches to the new one when it has every event. Until the switch the live
 * generation is only read: a rebuild that is killed or fails leaves it as it was.
 * @throws RebuildOvertaken when another rebuild of the projection switched first.
 */
export const rebuild = async (projection: Projection, options: RebuildOptions): Promise<Rebuilt> => {
  const name = checkpointName(projection);
  const { readModels, store } = options;
  const pace = new Pace(name, await store.head(), options.onProgress ?? (() => undefined));
  const live = readModels.generation(name, await readModels.registry.live(name));
  if (await isAbsent(projection, live, store)) return buildInPlace(projection, options, pace);
  const next = readModels.generation(name, await claim(readModels, name));
  try {
    return await buildBeside(projection, { live, next }, options, pace);
  } catch (error) {
    // What failed matters more than what is left of it: the next rebuild deletes that.
    await discard(projection, readModels, [next.generation]).catch(() => undefined);
    const isOvertaken = error instanceof GenerationSealed || error instanceof CheckpointConflict;
    throw isOvertaken ? new RebuildOvertaken(name, { cause: error }) : error;
  }
};

const buildInPlace = async (projection: Projection, options: RebuildOptions, pace: Pace): Promise<Rebuilt> => {
  const { readModels, isCheck = false } = options;
  if (!isCheck) await new Build(projection, readModels, options, pace).toHead();
  return resultOf(checkpointName(projection), isCheck ? 'absent' : 'built', pace);
};

const buildBeside = async (
  projection: Projection,
  sides: Sides,
  options: RebuildOptions,
  pace: Pace,
): Promise<Rebuilt> => {
  const name = checkpointName(projection);
  const { readModels, isCheck = false } = options;
  const build = new Build(projection, sides.next, options, pace);
  const comparison = await compare(projection, sides, build, pace);
  const replaced = isCheck ? [] : await switchOver(name, sides, build, readModels);
  if (isCheck) await discard(projection, readModels, [sides.next.generation]);
  return { ...resultOf(name, isCheck ? 'checked' : 'switched', pace), comparison, replaced };
};

/**
 * Deletes the generations that a rebuild has replaced, and what killed rebuilds have left. To be called when readers
 * have had `GENERATION_CACHE_MS`, and the time of one read, to leave them. None of them can become live meanwhile: what
 * was being built when this rebuild switched was begun beside a generation that is live no more.
 */
export const retireReplaced = (
  projection: Projection,
  readModels: GenerationalReadModelStore,
  { replaced }: Rebuilt,
): Promise<void> => discard(projection, readModels, replaced);

const resultOf = (projection: string, outcome: Rebuilt['outcome'], pace: Pace): Rebuilt => ({
  ...{ projection, outcome, events: pace.events, durationMs: pace.elapsedMs, comparison: null, replaced: [] },
});

/** Whether there are events and nothing at all was made of them: projectors build that anew by themselves. */
const isAbsent = async (projection: Projection, live: ReadModelStore, store: EventStore): Promise<boolean> => {
  if ((await live.checkpoint(checkpointName(projection))) !== BEGINNING) return false;
  if ((await store.head()) === BEGINNING) return false;
  const pages = projection.collections.map((collection) => live.scan({ collection, limit: 1 }));
  return (await Promise.all(pages)).every(({ length }) => length === 0);
};

/** A generation that nobody else has or ever will have. */
const claim = async (readModels: GenerationalReadModelStore, name: string): Promise<number> => {
  const { latest } = await readModels.registry.update(name, (before) => ({
    ...before,
    latest: before.latest + 1,
    others: [...before.others, before.latest + 1],
  }));
  return latest;
};

/** Never the live one, whatever was thought when they were named. */
const discard = async (
  projection: Projection,
  readModels: GenerationalReadModelStore,
  generations: readonly number[],
): Promise<void> => {
  const name = checkpointName(projection);
  const live = await readModels.registry.live(name);
  const gone = generations.filter((generation) => generation !== live);
  if (gone.length === 0) return;
  for (const generation of gone) await readModels.retire(name, generation, projection.collections);
  await readModels.registry.update(name, (before) => ({
    ...before,
    others: before.others.filter((generation) => !gone.includes(generation)),
  }));
};

/** Gives a projection its events, batch by batch. */
class Build {
  #position: Position = BEGINNING;
  readonly #runner: ProjectionRunner;

  constructor(
    private readonly projection: Projection,
    readModels: ReadModelStore,
    private readonly options: RebuildOptions,
    private readonly pace: Pace,
  ) {
    this.#runner = new ProjectionRunner(projection, readModels);
  }

  get position(): Position {
    return this.#position;
  }

  /** Every event that there is. */
  async toHead(): Promise<void> {
    while (await this.#step(null));
  }

  /** Every event up to a position that an event has, and none after it. */
  async to(position: Position): Promise<void> {
    while (this.#position < position && (await this.#step(position)));
  }

  /** What the events after one position, up to another, may have changed. */
  async touched(after: Position, upTo: Position): Promise<readonly DocumentReference[]> {
    const references: DocumentReference[] = [];
    for (let from = after; from < upTo;) {
      const events = await this.#events(from, upTo);
      references.push(...events.flatMap((recorded) => this.projection.project({ event: decode(recorded), recorded })));
      from = events.at(-1)?.position ?? upTo;
    }
    return references;
  }

  async #step(upTo: Position | null): Promise<boolean> {
    this.options.signal?.throwIfAborted();
    const events = await this.#events(this.#position, upTo);
    const last = events.at(-1);
    if (last === undefined) return false;
    await this.#runner.handle(events);
    this.#position = last.position;
    this.pace.moved(last.position, events.length);
    return true;
  }

  async #events(after: Position, upTo: Position | null): Promise<readonly RecordedEvent[]> {
    const events = await this.options.store.readAll(after, BATCH_SIZE_MAX);
    return upTo === null ? events : events.filter(({ position }) => position <= upTo);
  }
}

interface Sides {
  readonly live: GenerationView;
  readonly next: GenerationView;
}

/**
 * Compares where both generations stand at the same position. The live one may go on meanwhile: what its events touch
 * is looked at again at the position that it has then, until it has not moved since the last look.
 */
const compare = async (
  projection: Projection,
  { live, next }: Sides,
  build: Build,
  pace: Pace,
): Promise<Comparison> => {
  const name = checkpointName(projection);
  const where = async (): Promise<Position> => {
    const position = await live.checkpoint(name);
    if (position < build.position) throw new CheckpointConflict(name, build.position, position);
    return position;
  };
  let position = await where();
  while (build.position < position) {
    await build.to(position);
    position = await where();
  }
  pace.tell('comparing');
  const comparing = new Comparing(live, next, projection.collections);
  await comparing.scan();
  for (let round = 1; ; round += 1) {
    const now = await where();
    if (now === position) break;
    if (round === ROUNDS_MAX) throw new Error(`${name} never stands still: rebuild it when there is less to do`);
    await build.to(now);
    await comparing.recheck(await build.touched(position, now));
    position = now;
  }
  return comparing.result(position);
};

/** A live generation that is ahead is told to be where the new one is: then the switch is refused and tried again. */
const earlier = (left: Position, right: Position): Position => (left < right ? left : right);

/** Answers the generations that are of no use from then on. */
const switchOver = async (
  name: string,
  { live, next }: Sides,
  build: Build,
  readModels: GenerationalReadModelStore,
): Promise<readonly number[]> => {
  for (let round = 1; ; round += 1) {
    await build.toHead();
    const position = await live.checkpoint(name);
    try {
      return await readModels.switchOver(
        name,
        { generation: live.generation, position: earlier(position, build.position) },
        { generation: next.generation, position: build.position },
      );
    } catch (error) {
      if (!(error instanceof CheckpointConflict) || round === ROUNDS_MAX) throw error;
      if ((await next.checkpoint(name)) !== build.position) throw error;
    }
  }
};
