import { fileURLToPath } from 'node:url';
import { endWithError, readSettings, runProcess, settingsHelp } from '#composition';

const PROJECT_ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

const USAGE = `Quittance: billing for seat-based subscriptions.

  npm start            starts everything in one process and prints where to look
  npm run demo         tells a story of 14 months against the running code (-- --lang fr for French)
  npm run rebuild      builds the read models anew and compares (-- --check only compares; see README)
  npm start -- --help  prints this and every setting
`;

const start = async (): Promise<void> => {
  const { startQuittance } = await import('./start.js');
  const { welcome } = await import('./welcome.js');
  await runProcess({ projectRoot: PROJECT_ROOT, start: startQuittance, welcome });
};

const demo = async (args: readonly string[]): Promise<void> => {
  const { runDemo } = await import('./demo/index.js');
  process.exitCode = await runDemo(args);
};

const rebuild = async (args: readonly string[]): Promise<void> => {
  const { runRebuild } = await import('./rebuild/index.js');
  process.exitCode = await runRebuild(args, () => readSettings(process.env, { projectRoot: PROJECT_ROOT }));
};

const main = (command: string | undefined, args: readonly string[]): Promise<void> => {
  if ([command, ...args].includes('--help')) {
    process.stdout.write(`${USAGE}\n${settingsHelp()}`);
    return Promise.resolve();
  }
  if (command === 'demo') return demo(args);
  if (command === 'rebuild') return rebuild(args);
  if (command === undefined || command === 'start') return start();
  process.stderr.write(`There is no command "${command}".\n\n${USAGE}`);
  process.exitCode = 2;
  return Promise.resolve();
};

main(process.argv[2], process.argv.slice(3)).catch(endWithError);
