import { ConfigurationRefused } from '../configuration-refused.js';

/** What a configuration is refused for, as `where: message`; empty when it is taken. */
export const problemsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationRefused)) throw error;
    return error.problems.map(({ where, message }) => `${where}: ${message}`);
  }
};
