// Opens a data folder, says "open" or why it could not, and keeps it until it is killed. It runs the compiled sources,
// as a process in production does.
import { writeSync } from 'node:fs';
import { openPorts, readSettings } from '#composition';

const [, , projectRoot, folder] = process.argv;
const settings = readSettings({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }, { projectRoot });

const say = (text) => writeSync(process.stdout.fd, `${text}\n`);

try {
  await openPorts(settings);
  say('open');
  setInterval(() => undefined, 60_000);
} catch (error) {
  say(error.message);
}
