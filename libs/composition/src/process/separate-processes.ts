import { ConfigurationRefused, type ConfigurationProblem } from '../configuration-refused.js';
import type { Settings } from '../settings/settings.js';

const embeddedOnes = ({ eventStore, readModels, jobs, mailer }: Settings): readonly ConfigurationProblem[] => {
  const chosen = [
    { where: 'QUITTANCE_EVENT_STORE', isEmbedded: eventStore === 'embedded', server: 'eventstoredb' },
    { where: 'QUITTANCE_READ_MODELS', isEmbedded: readModels === 'embedded', server: 'mongodb' },
    { where: 'QUITTANCE_JOBS', isEmbedded: jobs === 'embedded', server: 'bullmq' },
    { where: 'QUITTANCE_MAILER', isEmbedded: mailer === 'outbox', server: 'smtp' },
  ];
  return chosen
    .filter(({ isEmbedded }) => isEmbedded)
    .map(({ where, server }) => ({
      where,
      message: `a process that is one of several cannot use a file of its own: set ${server}, or run \`npm start\``,
    }));
};

/**
 * What api, projector and worker need when each is a process of its own: everything that they share is on servers, and
 * the links in mails do not depend on the address of one of them.
 * @throws ConfigurationRefused with all that is missing.
 */
export const refuseUnlessShared = (settings: Settings): void => {
  const problems = [...embeddedOnes(settings)];
  if (settings.publicUrl === null) {
    const message = 'the links in mails begin with it, and no process knows the address of the others: set it';
    problems.push({ where: 'QUITTANCE_PUBLIC_URL', message });
  }
  if (problems.length > 0) throw new ConfigurationRefused(problems);
};
