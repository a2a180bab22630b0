import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';

/**
 * Runs a command of the command line interface in this very process, so that a signal reaches it and nothing
 * outlives it.
 */
export const runCommand = async (command) => {
  stopWithNpm();
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

const LOOK_FOR_NPM_EVERY_MS = 500;

// npm's shell does not pass SIGTERM on and cannot pass SIGKILL on: without this, what npm started would outlive it,
// and keep the data folder.
const stopWithNpm = () => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_FOR_NPM_EVERY_MS).unref();
};
