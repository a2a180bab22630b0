import {
  catalogDecider,
  versionNamed,
  type Catalog,
  type CatalogCommand,
  type CatalogVersion,
  type Locale,
} from '#domain';
import { canonicalJson } from '#event-store';
import { deriveUuid } from '#platform';
import { SYSTEM } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { CATALOG_STREAM } from '../kernel/streams.js';

/** The price lists, from their stream. */
export class Catalogs {
  constructor(private readonly decisions: Decisions) {}

  async all(): Promise<Catalog> {
    const { state } = await this.decisions.load(CATALOG_STREAM, catalogDecider);
    return state;
  }

  /** What a plan is called, by the version that an event captured. */
  async planName(
    plan: string,
    { catalogVersion, language }: { readonly catalogVersion: string; readonly language: Locale },
  ): Promise<string> {
    return versionNamed(await this.all(), catalogVersion).plans[plan]?.name[language] ?? plan;
  }

  /**
   * Publishes the versions of the catalog file that are not published yet (D4).
   * @throws Refusal `catalog.version_changed` when a published version was edited: give the new prices a new version.
   */
  async publish(versions: readonly CatalogVersion[]): Promise<void> {
    for (const version of versions) {
      // The id covers the content: an edited version is another command, so that it is looked at and refused.
      const commandId = deriveUuid('publish-catalog', canonicalJson(version));
      await this.decisions.decide({
        stream: CATALOG_STREAM,
        decider: catalogDecider,
        command: (): CatalogCommand => ({ type: 'PublishCatalogVersion', data: version }),
        context: { commandId, correlationId: commandId, causationId: commandId, actor: SYSTEM },
      });
    }
  }
}
