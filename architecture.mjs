/** The one table of who may import whom. The checker (.dependency-cruiser.mjs) builds its rules from it. */
export const MAY_IMPORT = {
  'libs/domain': [],
  'libs/platform': [],
  'libs/event-catalog': ['libs/domain'],
  'libs/event-store': ['libs/platform'],
  'libs/jobs': ['libs/platform'],
  'libs/payments': ['libs/platform'],
  'libs/read-models': ['libs/domain', 'libs/event-store', 'libs/event-catalog', 'libs/platform'],
  'libs/invoicing': ['libs/domain', 'libs/platform'],
  // No read models: a decision never depends on data that may be behind.
  'libs/application': [
    'libs/domain',
    'libs/event-catalog',
    'libs/event-store',
    'libs/invoicing',
    'libs/jobs',
    'libs/payments',
    'libs/platform',
  ],
  // Chooses the adapter of every port and reads the operator's files, so it knows all of them; of the use cases it
  // takes the settings that it fills in.
  'libs/composition': [
    'libs/application',
    'libs/domain',
    'libs/event-catalog',
    'libs/event-store',
    'libs/invoicing',
    'libs/jobs',
    'libs/payments',
    'libs/platform',
    'libs/read-models',
  ],
  'apps/api': [
    'libs/application',
    'libs/composition',
    'libs/domain',
    'libs/event-catalog',
    'libs/event-store',
    'libs/invoicing',
    'libs/jobs',
    'libs/payments',
    'libs/platform',
    'libs/read-models',
  ],
  // No application and no jobs: a rebuild can send nothing. It opens its stores through libs/composition.
  'apps/projector': [
    'libs/composition',
    'libs/domain',
    'libs/event-catalog',
    'libs/event-store',
    'libs/platform',
    'libs/read-models',
  ],
  'apps/worker': [
    'libs/application',
    'libs/composition',
    'libs/domain',
    'libs/event-catalog',
    'libs/event-store',
    'libs/invoicing',
    'libs/jobs',
    'libs/payments',
    'libs/platform',
  ],
  'apps/cli': ['libs', 'apps/api', 'apps/projector', 'apps/worker'],
  // The web app knows the HTTP surface and nothing of the code behind it.
  'apps/web': [],
};

/** Vendor packages (regular expressions on the package's name), and the only folders that may import them. */
export const VENDOR_HOME = {
  eventstore: { packages: '@(eventstore|kurrent)/[^/]+', homes: ['libs/event-store/src/eventstoredb'] },
  libsql: { packages: 'libsql', homes: ['libs/platform/src/sqlite'] },
  mongodb: { packages: '(mongodb|bson)', homes: ['libs/platform/src/mongodb'] },
  bullmq: { packages: '(bullmq|ioredis)', homes: ['libs/jobs/src/bullmq'] },
  nodemailer: { packages: 'nodemailer', homes: ['libs/invoicing/src/smtp'] },
  temporal: { packages: 'temporal-(polyfill|utils|spec)', homes: ['libs/platform/src'] },
  http: {
    packages: '(fastify|@fastify/[^/]+|@nestjs/(platform-fastify|swagger)|class-validator|class-transformer)',
    homes: ['apps/api', 'apps/cli'],
  },
  nest: { packages: '@nestjs/[^/]+', homes: ['libs/application', 'apps'] },
};

/** What the use cases may take from npm: dependency injection and the command bus. Everything else is behind a port. */
export const APPLICATION_PACKAGES = '(@nestjs/(common|core|cqrs)|reflect-metadata|rxjs)';
