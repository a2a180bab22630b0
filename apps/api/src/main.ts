import { fileURLToPath } from 'node:url';
import { runProcess } from '#composition';
import { startApi } from './start-api.js';

await runProcess({
  projectRoot: fileURLToPath(new URL('../../../../', import.meta.url)),
  start: startApi,
  welcome: (url) => `Quittance is listening on ${url}\n`,
});
