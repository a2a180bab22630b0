/** One thing that an operator has to put right. */
export interface ConfigurationProblem {
  /** The setting (`QUITTANCE_PORT`) or the file and line (`/etc/quittance/catalog.yaml:12`). */
  readonly where: string;
  /** What is wrong and what to do about it. Never holds a secret. */
  readonly message: string;
}

/** The settings or files cannot be used: nothing was opened. The message lists every problem, one a line. */
export class ConfigurationRefused extends Error {
  readonly code = 'configuration.refused';

  constructor(
    readonly problems: readonly ConfigurationProblem[],
    options?: ErrorOptions,
  ) {
    const lines = problems.map(({ where, message }) => `- ${where}: ${message}`);
    super(`Quittance cannot start until this is put right (--help shows every setting):\n${lines.join('\n')}`, options);
    this.name = new.target.name;
  }
}
