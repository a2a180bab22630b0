import type { Vault } from '#platform';
import { openDatabase } from '#platform/sqlite';
import { SqliteVault } from '#platform/vault';
import { BillingStory } from './billing-story.js';
import { sealEnvelopes } from './story-facts.js';

const MASTER_KEY_BYTES = 32;

/** A vault, and a story whose envelopes it opens. */
export class StoryWorld {
  readonly #database = openDatabase(':memory:');
  readonly vault: Vault = new SqliteVault(this.#database, new Uint8Array(MASTER_KEY_BYTES));

  async story(): Promise<BillingStory> {
    return new BillingStory(await sealEnvelopes(this.vault));
  }

  close(): void {
    this.#database.close();
  }
}
