import type { CatalogVersion } from '#domain';
import { readCatalogVersion } from './catalog-version.js';
import { readYamlFile } from './yaml-file.js';
import type { YamlValue } from './yaml-value.js';

/** What the operator sells, and whom people turn to. */
export interface CatalogFile {
  /** An e-mail address or an https URL (R24, R46). */
  readonly supportContact: string;
  /** An e-mail address or an https URL (R8, R28). */
  readonly salesContact: string;
  /** In the order of the file; at least one. */
  readonly versions: readonly CatalogVersion[];
}

const readContact = (value: YamlValue): string | null => {
  const text = value.text();
  const isContact = text === null || /^([^\s@]+@[^\s@]+\.[^\s@]+|https:\/\/\S+)$/.test(text);
  return isContact ? text : value.problem('must be an e-mail address or an https URL');
};

const readVersions = (value: YamlValue): readonly CatalogVersion[] => {
  const items = value.items();
  if (items.length === 0 && !value.isMissing) value.problem('must hold at least one version');
  const names = new Set<string>();
  return items.flatMap((item) => {
    const version = readCatalogVersion(item, names);
    return version === null ? [] : [version];
  });
};

const readCatalog = (root: YamlValue): CatalogFile | null => {
  const fields = root.fields(['supportContact', 'salesContact', 'versions']);
  const supportContact = readContact(fields.supportContact);
  const salesContact = readContact(fields.salesContact);
  const versions = readVersions(fields.versions);
  return supportContact === null || salesContact === null ? null : { supportContact, salesContact, versions };
};

/** The price lists. @throws ConfigurationRefused with every problem of the file and its line. */
export const readCatalogFile = (path: string): CatalogFile =>
  readYamlFile({ path, setting: 'QUITTANCE_CATALOG' }, readCatalog);
