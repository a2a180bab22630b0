import { randomUUID } from 'node:crypto';
import { BEGINNING, type Position } from '#event-store';
import { isDuplicateKey, type ClientSession, type Collection, type Mongo } from '#platform/mongodb';
import { CheckpointConflict, type CheckpointMove } from '../port/read-model-store.js';

/** How far a projection is. Whoever changes its documents changes this in the same transaction. */
export interface ProjectionState {
  readonly _id: string;
  readonly position: Position;
  /** Another one after every reset: what was read before it is of no use after it, even at the same position. */
  readonly epoch: string;
  /** Which commit brought it here, so that one whose answer was lost is known again. */
  readonly commit?: string;
  /** While a reset is under way: the collections that it empties. */
  readonly emptying?: readonly string[];
  /** Set at each step of a reset, only to be in the way of every other change. */
  readonly step?: string;
}

/** The checkpoints of the projections, and the fence between those who move them. */
export class ProjectionStates {
  /** The epoch of each projection when its checkpoint was read last. */
  readonly #epochs = new Map<string, string>();

  /** @param onReplaced hears that a state is gone, or another one than it was: the whole database may be. */
  constructor(
    private readonly mongo: Mongo,
    private readonly onReplaced: () => void = () => undefined,
  ) {}

  async find(projection: string): Promise<ProjectionState | null> {
    const state = await this.#collection.findOne({ _id: projection });
    this.#note(projection, state);
    return state;
  }

  /** Makes the state of a projection that never ran, so that two who run it first meet there. */
  async prepare(projection: string): Promise<void> {
    if (this.#epochs.has(projection) || (await this.find(projection))) return;
    await this.mongo.repeat(() => this.#insert({ _id: projection, position: BEGINNING, epoch: randomUUID() }));
    await this.find(projection);
  }

  /**
   * The first step of a commit in its transaction, in which everyone else who runs the projection is stopped. False when
   * this very commit was done before.
   * @throws CheckpointConflict when the projection is elsewhere, or was reset since its checkpoint was read.
   */
  async advance(
    { projection, after, position }: CheckpointMove,
    commit: string,
    session: ClientSession,
  ): Promise<boolean> {
    const epoch = this.#epochs.get(projection) ?? '';
    const expected = { _id: projection, position: after, epoch, emptying: null };
    const { matchedCount } = await this.#collection.updateOne(
      expected as object,
      { $set: { position, commit } },
      { session },
    );
    if (matchedCount > 0) return true;
    const actual = await this.#collection.findOne({ _id: projection }, { session });
    if (actual?.commit === commit) return false;
    this.#note(projection, actual);
    throw new CheckpointConflict(projection, after, actual?.position ?? BEGINNING);
  }

  /** From now on the projection is at its beginning, and nobody commits until the collections are empty. */
  async beginReset(projection: string, collections: readonly string[]): Promise<void> {
    await this.prepare(projection);
    const epoch = randomUUID();
    await this.mongo.repeat(() =>
      this.#collection.updateOne(
        { _id: projection },
        {
          $set: { position: BEGINNING, epoch },
          $unset: { commit: '' },
          $addToSet: { emptying: { $each: [...collections] } },
        },
      ),
    );
  }

  /** Whether a reset still is what it was, in the transaction of one of its steps; the others have to wait for it. */
  async holdReset({ _id, epoch }: ProjectionState, session: ClientSession): Promise<boolean> {
    const step = { $set: { step: randomUUID() } };
    const { matchedCount } = await this.#collection.updateOne({ _id, epoch }, step, { session });
    return matchedCount > 0;
  }

  async endReset({ _id, epoch }: ProjectionState): Promise<void> {
    const next = { $set: { epoch: randomUUID() }, $unset: { emptying: '', step: '' } } as const;
    await this.mongo.repeat(() => this.#collection.updateOne({ _id, epoch }, next));
  }

  get #collection(): Collection<ProjectionState> {
    return this.mongo.database().collection<ProjectionState>('read_model_checkpoints');
  }

  #note(projection: string, state: ProjectionState | null): void {
    const known = this.#epochs.get(projection);
    if (state === null) this.#epochs.delete(projection);
    else this.#epochs.set(projection, state.epoch);
    if (known !== undefined && known !== state?.epoch) this.onReplaced();
  }

  async #insert(state: ProjectionState): Promise<void> {
    try {
      await this.#collection.insertOne(state);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
