import { BEGINNING } from '#event-store';
import {
  GenerationalReadModelStore,
  rebuild,
  RebuildOvertaken,
  retireReplaced,
  type Rebuilt,
} from '../generations/index.js';
import { checkpointName } from '../port/projection.js';
import { ProjectionRunner } from '../projector/projection-runner.js';
import { counting, counts, history, owners, seen } from './counting.js';
import { MemoryReadModelStore, SharedMemory } from './memory-read-model-store.js';
import { RecordedEvents } from './recorded-events.js';
import { takingTurns, Turns } from './turns.js';

const name = checkpointName(counting);

/** Readers of another process: what they know of the generations grows old. */
const CACHE_TURNS = 25;

export class Killed extends Error {}

export const dyingAfter = (calls: number): (() => void) => {
  let left = calls;
  return () => {
    left -= 1;
    if (left < 0) throw new Killed();
  };
};

/** Everything at once over one memory, one call of a store at a time. */
export class RebuildWorld {
  readonly memory = new SharedMemory();
  readonly store: RecordedEvents;
  readonly turns: Turns;
  readonly switched: Rebuilt[] = [];
  /** What readers saw that they must not see. */
  readonly complaints: string[] = [];
  overtaken = 0;
  #isOver = false;
  #reads = 0;

  constructor(
    choices: readonly number[],
    readonly begunWith: number,
  ) {
    this.turns = new Turns(choices);
    this.store = new RecordedEvents(history.slice(0, begunWith), () => this.turns.next());
  }

  open(before?: () => void): GenerationalReadModelStore {
    const inner = takingTurns(new MemoryReadModelStore(this.memory), this.turns, before);
    return new GenerationalReadModelStore(inner, owners, { cacheMs: CACHE_TURNS, nowMs: () => this.turns.count });
  }

  isOver(): boolean {
    return this.#isOver;
  }

  async append(): Promise<void> {
    for (const event of history.slice(this.begunWith)) {
      for (let turn = 0; turn < 15; turn += 1) await this.turns.next();
      this.store.events.push(event);
    }
  }

  /** As an EventFollower does: after a failure it asks for the checkpoint again. */
  async follow(readModels: GenerationalReadModelStore): Promise<void> {
    while (!this.isOver()) {
      const runner = new ProjectionRunner(counting, readModels);
      let after = await runner.checkpoint();
      while (!this.isOver()) {
        const events = await this.store.readAll(after, 3);
        if (events.length > 0) await runner.handle(events);
        after = events.at(-1)?.position ?? after;
      }
    }
  }

  /** Should never see less than before, nor two generations in one listing, and always what the checkpoint promised. */
  async read(readModels: GenerationalReadModelStore): Promise<void> {
    let known = 0;
    while (!this.isOver()) {
      const promised = await readModels.checkpoint(name);
      const all = await counts.get(readModels, 'all');
      this.#complainUnless((all?.position ?? BEGINNING) >= promised, 'the document is behind the checkpoint');
      this.#complainUnless((all?.count ?? 0) >= known, 'the document has fewer events than before');
      known = all?.count ?? 0;
      const rows = await readModels.scan({ collection: seen.collection, limit: 1_000 });
      this.#complainUnless(rows.length >= known, 'the listing has fewer events than before');
      const isWhole = rows.every(({ id }, index) => id === history[index]?.position);
      this.#complainUnless(isWhole, 'the listing is not the beginning of the history');
      known = rows.length;
      this.#reads += 1;
    }
  }

  /** Until every reader knows better, and has ended what it was reading. */
  async grace(): Promise<void> {
    const [turn, reads] = [this.turns.count, this.#reads];
    while (this.turns.count < turn + CACHE_TURNS || this.#reads < reads + 6) await this.turns.next();
  }

  async rebuild(readModels: GenerationalReadModelStore): Promise<void> {
    try {
      const rebuilt = await rebuild(counting, { store: this.store, readModels });
      this.switched.push(rebuilt);
      await this.grace();
      await retireReplaced(counting, readModels, rebuilt);
    } catch (error) {
      if (!(error instanceof RebuildOvertaken)) throw error;
      this.overtaken += 1;
    }
  }

  #complainUnless(isGood: boolean, complaint: string): void {
    if (!isGood) this.complaints.push(complaint);
  }

  async settle(): Promise<void> {
    const head = history.at(-1)?.position;
    const own = this.open();
    while (this.store.events.length < history.length || (await own.checkpoint(name)) !== head) await this.turns.next();
    this.#isOver = true;
  }
}
