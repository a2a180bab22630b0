import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { runProcess } from '#composition';
import { startWorker } from './start-worker.js';

await runProcess({
  projectRoot: fileURLToPath(new URL('../../../../', import.meta.url)),
  start: startWorker,
  welcome: (url) => `The worker works; its probes are at ${url}/health\n`,
});
