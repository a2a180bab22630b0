import { isDuplicateKey, type Collection, type Mongo } from '#platform/mongodb';
import { Checkpoints } from '../port/checkpoints.js';
import { BEGINNING, type Position } from '../port/event-store.js';

interface StoredCheckpoint {
  readonly _id: string;
  readonly position: Position;
}

/** Checkpoints in MongoDB, beside the read models. Whoever opened the server closes it. */
export class MongoCheckpoints extends Checkpoints {
  constructor(private readonly mongo: Mongo) {
    super();
  }

  override async read(name: string): Promise<Position> {
    const stored = await this.#collection.findOne({ _id: name });
    return stored?.position ?? BEGINNING;
  }

  override save(name: string, position: Position): Promise<void> {
    return this.mongo.repeat(async () => {
      if ((await this.#advance(name, position)) || (await this.#insert(name, position))) return;
      // It is further on already, or another process has just saved its first and may stand before this one.
      await this.#advance(name, position);
    });
  }

  get #collection(): Collection<StoredCheckpoint> {
    return this.mongo.database().collection<StoredCheckpoint>('follower_checkpoints');
  }

  async #advance(name: string, position: Position): Promise<boolean> {
    const before = { _id: name, position: { $lt: position } };
    const { matchedCount } = await this.#collection.updateOne(before, { $set: { position } });
    return matchedCount > 0;
  }

  async #insert(name: string, position: Position): Promise<boolean> {
    try {
      await this.#collection.insertOne({ _id: name, position });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
