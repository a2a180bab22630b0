// Records golden files and shapes of event versions that are not recorded yet: npm run events:record
// What is recorded already stays: a spec compares it with what there is now, so that no stored version ever changes.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

const folder = join(root, 'libs/event-catalog/src/golden');
const records = ['checksums.json', 'shapes.json'];

const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

const record = (file, found) => {
  const recorded = read(file);
  const added = Object.keys(found).filter((name) => !(name in recorded));
  const sorted = Object.entries({ ...found, ...recorded }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(join(folder, file), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  console.log(`${file}: ${added.length === 0 ? 'nothing new' : added.join(', ')}`);
};

const checksums = () => {
  const files = readdirSync(folder).filter((file) => !records.includes(file));
  const sha256 = (file) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  return Object.fromEntries(files.map((file) => [file, sha256(file)]));
};

prepare();
// Only what was built can be imported.
const { EVENTS, shapeOf } = await import('#event-catalog');
const shapes = Object.entries(EVENTS).flatMap(([type, { versions }]) =>
  Object.keys(versions).map((version) => [`${type}.v${version}`, shapeOf(type, Number(version))]),
);
record('checksums.json', checksums());
record('shapes.json', Object.fromEntries(shapes));
