import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';

/**
 * Runs a command of the command line interface in this very process, so that a signal reaches it and nothing
 * outlives it.
 */
export const runCommand = async (command) => {
  try {
    prepare();
  } catch (error) {
    console.error(`${error.message}. Mend what stands above and start again.`);
    process.exit(1);
  }
  const main = join(root, 'dist/apps/cli/src/main.js');
  if (!existsSync(main)) {
    console.error('apps/cli/src/main.ts is missing, so there is nothing to start.');
    process.exit(1);
  }
  process.argv = [process.argv[0], main, command, ...process.argv.slice(2)];
  await import(pathToFileURL(main).href);
};
