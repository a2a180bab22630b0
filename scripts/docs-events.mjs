// Writes the pages under docs/events from the catalogue: npm run docs:events
// With --check it writes nothing and fails when a page is not what the catalogue says.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { eventPages } from './event-pages.mjs';
import { prepare, root } from './prepare.mjs';

const folder = join(root, 'docs/events');
const golden = join(root, 'libs/event-catalog/src/golden');

const goldenOf = (type, version) => JSON.parse(readFileSync(join(golden, `${type}.v${version}.json`), 'utf8'));

const formatted = async (pages) => {
  const options = { ...(await resolveConfig(join(folder, 'README.md'))), parser: 'markdown' };
  const texts = await Promise.all(Object.values(pages).map((text) => format(text, options)));
  return Object.fromEntries(Object.keys(pages).map((name, i) => [name, texts[i]]));
};

const onDisk = () => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
};

const write = (pages, stale) => {
  mkdirSync(folder, { recursive: true });
  for (const name of stale) {
    if (name in pages) writeFileSync(join(folder, name), pages[name]);
    else rmSync(join(folder, name));
  }
  console.log(`docs/events: ${stale.length === 0 ? 'nothing to change' : stale.join(', ')}`);
};

prepare();
// Only what was built can be imported.
const { EVENTS, STREAMS, jsonSchemaOf } = await import('#event-catalog');
const pages = await formatted(eventPages({ events: EVENTS, streams: STREAMS, schemaOf: jsonSchemaOf, goldenOf }));
const present = onDisk();
const stale = Object.keys({ ...pages, ...present }).filter((name) => pages[name] !== present[name]);
if (!process.argv.includes('--check')) write(pages, stale);
else if (stale.length > 0) {
  console.error(`docs/events/${stale.join(', ')}: not what the catalogue says: run npm run docs:events`);
  process.exitCode = 1;
}
