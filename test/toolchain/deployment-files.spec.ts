import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SETTING_NAMES } from '#composition';

const ROOT = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

interface Service {
  readonly environment?: Readonly<Record<string, string | number | null>>;
  readonly command?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
}

const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
};

const OURS = ['api', 'projector', 'worker'] as const;
/** Of the embedded adapters, which the cluster mode has none of. */
const EMBEDDED_ONLY = ['QUITTANCE_DATA'];

describe('docker-compose.yml', () => {
  it.each(OURS)('tells the %s every setting that there is, and no other', (name) => {
    const told = Object.keys(services[name]?.environment ?? {}).filter((variable) => variable !== 'NODE_ENV');
    expect(told.sort()).toEqual(SETTING_NAMES.filter((setting) => !EMBEDDED_ONLY.includes(setting)).sort());
  });

  it.each(OURS)('starts the %s after the servers are healthy', (name) => {
    for (const [server, { condition }] of Object.entries(services[name]?.depends_on ?? {})) {
      expect([server, condition]).toEqual([server, 'service_healthy']);
      expect(services[server]?.healthcheck).toBeDefined();
    }
    expect(Object.keys(services[name]?.depends_on ?? {})).toEqual(['eventstoredb', 'mongodb', 'redis', 'mailpit']);
  });

  it('has checks that are words for a shell, none of them cut by a colon', () => {
    for (const { healthcheck } of Object.values(services)) {
      for (const word of healthcheck?.test ?? []) expect(typeof word).toBe('string');
    }
  });

  it('opens its ports to this machine only', () => {
    for (const { ports = [] } of Object.values(services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('runs programs that the build makes', () => {
    for (const name of OURS) {
      const [, program = ''] = services[name]?.command ?? [];
      expect(read(program.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toContain('runProcess');
    }
  });
});

describe('.env.example', () => {
  it('explains every setting once, and no other', () => {
    const named = [...read('.env.example').matchAll(/^# (QUITTANCE_[A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    expect(named.sort()).toEqual([...SETTING_NAMES].sort());
  });
});
