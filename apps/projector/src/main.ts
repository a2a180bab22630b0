import { fileURLToPath } from 'node:url';
import { runProcess } from '#composition';
import { startProjector } from './start-projector.js';

await runProcess({
  projectRoot: fileURLToPath(new URL('../../../../', import.meta.url)),
  start: startProjector,
  welcome: (url) => `The projector follows the events; its probes are at ${url}/health\n`,
});
