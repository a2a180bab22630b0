import type { Issuer } from '#application';
import { ConfigurationRefused } from '../configuration-refused.js';
import type { Settings } from '../settings/settings.js';
import { readCatalogFile, type CatalogFile } from './catalog-file.js';
import { readIssuerFile } from './issuer-file.js';

/** What the operator writes into files. */
export interface OperatorFiles {
  readonly catalogFile: CatalogFile;
  readonly issuer: Issuer;
}

const attempt = <T>(read: () => T): T | ConfigurationRefused => {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error;
    throw error;
  }
};

/** Both files. @throws ConfigurationRefused with every problem of either. */
export const readFiles = (settings: Pick<Settings, 'catalogFile' | 'issuerFile'>): OperatorFiles => {
  const catalogFile = attempt(() => readCatalogFile(settings.catalogFile));
  const issuer = attempt(() => readIssuerFile(settings.issuerFile));
  if (!(catalogFile instanceof ConfigurationRefused) && !(issuer instanceof ConfigurationRefused)) {
    return { catalogFile, issuer };
  }
  const refused = [catalogFile, issuer].filter((result) => result instanceof ConfigurationRefused);
  throw new ConfigurationRefused(refused.flatMap(({ problems }) => problems));
};
