import { NodeProcess } from './node-process.js';

/** Quittance in a process of its own, as `npm start` runs it, so that it can be killed. */
export class QuittanceProcess extends NodeProcess {
  constructor(dataFolder: string, env: Readonly<Record<string, string>> = {}) {
    super({
      main: 'apps/cli/src/main.js',
      args: ['start'],
      env: {
        ...{ QUITTANCE_PORT: '0', QUITTANCE_DATA: dataFolder, QUITTANCE_CLOCK: 'test', QUITTANCE_LOG: 'warn' },
        ...env,
      },
      ready: /^Quittance is listening on (\S+)$/,
    });
  }
}
