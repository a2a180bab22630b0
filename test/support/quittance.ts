import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  QuittanceClient,
  type Advanced,
  type AuditEvent,
  type BillingDetails,
  type BillingTab,
  type Invoice,
  type Locale,
  type Mail,
  type Selection,
  type Session,
  type StaffRole,
} from '#apps/cli';
import { createLogger } from '#platform/logging';
import type { Deployment } from './deployment.js';
import { newDeployment } from './deployments.js';

/** The hour at which people do things; a day alone means this instant. */
const AT_WORK = 'T08:00:00.000Z';

const instantOf = (when: string): string => (when.includes('T') ? when : `${when}${AT_WORK}`);

export interface QuittanceOptions {
  /** What the clock shows before the first space: a day or an instant. */
  readonly now?: string;
  /** The text of a catalog file; the shipped one unless told. */
  readonly catalog?: string;
}

export interface SpaceOptions {
  readonly spaceId?: string;
  /** The first makes the space. Their addresses are in `acme.example` unless they look like addresses themselves. */
  readonly members?: readonly string[];
}

export interface UpgradeOptions extends Partial<Selection> {
  readonly by: string;
  readonly owner?: string;
  /** Null for none, as a trial can do without (D11). */
  readonly token?: string | null;
  readonly trial?: boolean;
  readonly details?: Partial<BillingDetails>;
  readonly key?: string;
}

interface Profile {
  readonly name: string;
  readonly email: string;
  readonly locale?: Locale;
}

/** `ann` becomes Ann, ann@acme.example; `gus@far.example` becomes the member `gus` with that address. */
const profileOf = (who: string): { readonly memberId: string; readonly profile: Profile } => {
  const [memberId = who, domain = 'acme.example'] = who.split('@');
  const name = `${memberId.charAt(0).toUpperCase()}${memberId.slice(1)}`;
  return { memberId, profile: { name, email: `${memberId}@${domain}`, locale: 'en' } };
};

export const BILLING_DETAILS: BillingDetails = {
  name: 'Acme SAS',
  email: 'billing@acme.example',
  address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
};

/** The whole of Quittance in this process, on a place of its own, spoken to over HTTP. */
export class QuittanceUnderTest {
  /** Writes what the process logs as an error. */
  readonly logger = createLogger({ level: 'error', destination: { write: (line) => this.#errors.push(line) } });
  readonly #errors: string[] = [];
  /** Who made a space, and so may add members. */
  readonly #founders = new Map<string, string>();
  /** The last subscription of a space. */
  readonly #subscriptions = new Map<string, string>();
  #folder = '';
  #catalog: string | undefined;
  #deployment: Deployment | null = null;
  #client: QuittanceClient | null = null;

  /** On a new folder. */
  async start({ now = '2026-04-01', ...options }: QuittanceOptions = {}): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'quittance-scenario-'));
    this.#catalog = options.catalog;
    this.#deployment = newDeployment(this.#folder);
    await this.#run();
    await (await this.#operator()).setClock(instantOf(now));
  }

  /** Stops, and starts on the same folder with the same catalog or another one. The clock stands as it stood. */
  async restart({ catalog = this.#catalog }: Pick<QuittanceOptions, 'catalog'> = {}): Promise<void> {
    await this.#halt();
    this.#catalog = catalog;
    await this.#run();
  }

  /** @throws Error with what was logged, when an error was: no story may pass over one. */
  async stop(): Promise<void> {
    await this.#halt();
    await this.#deployment?.remove();
    this.#deployment = null;
    rmSync(this.#folder, { recursive: true, force: true });
    this.#founders.clear();
    this.#subscriptions.clear();
    const errors = this.#errors.splice(0);
    if (errors.length > 0) throw new Error(`errors were logged, find out why:\n${errors.join('')}`);
  }

  get client(): QuittanceClient {
    if (this.#client === null) throw new Error('Quittance does not run: call start first');
    return this.#client;
  }

  signIn(memberId: string, roles: readonly StaffRole[] = []): Promise<Session> {
    return this.client.as(memberId, ...roles);
  }

  async workspace({ spaceId = 'work', members = ['ann', 'bob'] }: SpaceOptions = {}): Promise<string> {
    const founder = this.#founder(spaceId, members);
    await (await this.signIn(founder)).createWorkspace({ spaceId, name: 'Work' });
    return this.#filled(spaceId, members);
  }

  async organization({ spaceId = 'acme', members = ['ann', 'bob'] }: SpaceOptions = {}): Promise<string> {
    const founder = this.#founder(spaceId, members);
    await (await this.signIn(founder)).createOrganization({ spaceId, name: 'Acme', domain: 'acme.example' });
    return this.#filled(spaceId, members);
  }

  async team(
    organizationId: string,
    { spaceId = 'design', members = ['dora', 'eli'] }: SpaceOptions = {},
  ): Promise<string> {
    const [founder] = members;
    // Whoever makes a team is in the organization.
    if (founder !== undefined) await this.member(organizationId, founder);
    await (await this.signIn(this.#founder(spaceId, members))).createTeam(organizationId, { spaceId, name: 'Design' });
    return this.#filled(spaceId, members);
  }

  async member(spaceId: string, who: string): Promise<void> {
    const { memberId, profile } = profileOf(who);
    const founder = this.#founders.get(spaceId);
    if (founder === undefined) throw new Error(`${spaceId} was not made by this harness: it does not know who may`);
    await (await this.signIn(founder)).putMember(spaceId, memberId, profile);
  }

  /** Premium, monthly, 5 seats, with the card that works, unless told. Answers the subscription's id. */
  async upgrade(
    spaceId: string,
    { by, owner, token = 'tok_ok', trial, details, key, ...wish }: UpgradeOptions,
  ): Promise<string> {
    const request = {
      ...{ plan: 'premium', cycle: 'monthly' as const, seats: 5, ...wish },
      billingDetails: { ...BILLING_DETAILS, ...details },
      ...(token === null ? {} : { paymentMethod: { token } }),
      ...(trial === undefined ? {} : { trial }),
      ...(owner === undefined ? {} : { billingOwnerId: owner }),
    };
    const session = await this.signIn(by);
    const { subscriptionId } = await session.upgrade(spaceId, request, key === undefined ? {} : { key });
    this.#subscriptions.set(spaceId, subscriptionId);
    return subscriptionId;
  }

  /** As sales arrange it (R27): Business for 20 by the year, paid by invoice, unless told. Answers the subscription's id. */
  async arrange(spaceId: string, { owner, ...wish }: { readonly owner: string } & Partial<Selection>): Promise<string> {
    const { subscriptionId } = await (
      await this.salesStaff()
    ).sales.upgrade(spaceId, {
      ...{ plan: 'business', cycle: 'annual', seats: 20, ...wish },
      ...{ billingOwnerId: owner, billingDetails: BILLING_DETAILS, collection: 'manual' },
    });
    this.#subscriptions.set(spaceId, subscriptionId);
    return subscriptionId;
  }

  salesStaff(): Promise<Session> {
    return this.signIn('sam', ['sales']);
  }

  /** Who was sent to sales. */
  async salesRequests(): Promise<Awaited<ReturnType<Session['sales']['requests']>>> {
    await this.settle();
    return (await this.salesStaff()).sales.requests();
  }

  /** What the directory does to somebody who has left the company (D8). */
  async forceOut(spaceId: string, memberId: string): Promise<void> {
    await (await this.#operator()).forceOut(spaceId, memberId);
    await this.settle();
  }

  /** Lets everything happen that is due until a day or an instant. */
  async advance(to: string): Promise<Advanced> {
    return (await this.#operator()).advance(instantOf(to));
  }

  /** Lets everything happen that is due now: mails follow their invoices by themselves. */
  async settle(): Promise<void> {
    const operator = await this.#operator();
    await operator.advance((await operator.clock()).now);
  }

  async now(): Promise<string> {
    return (await (await this.#operator()).clock()).now;
  }

  /** The whole history of a subscription: its own events and those of its payments, invoices and mails. */
  async events(subscriptionId: string): Promise<readonly AuditEvent[]> {
    await this.settle();
    return (await this.signIn('aurore', ['auditor'])).history(subscriptionId);
  }

  /** Of a space's subscription, the oldest first, as its present or last owner reads them. */
  async invoices(spaceId: string): Promise<readonly Invoice[]> {
    await this.settle();
    return (await (await this.owner(spaceId)).invoices(spaceId)).reverse();
  }

  async billing(spaceId: string): Promise<BillingTab> {
    await this.settle();
    return (await this.owner(spaceId)).billing(spaceId);
  }

  /** Every mail that went out, the oldest first. */
  async mails(): Promise<readonly Mail[]> {
    await this.settle();
    return this.#deployed.mails() ?? (await this.signIn('aurore', ['auditor'])).mails();
  }

  /** What the sandbox's own books have for a subscription: each charge, in minor units, and what went back of it. */
  async charges(subscriptionId: string): Promise<readonly (readonly [number, number])[]> {
    await this.settle();
    return this.#deployed.withGateway(async (gateway) => {
      const charges = await gateway.charges(subscriptionId);
      const taken = charges.filter(({ outcome }) => outcome.status === 'succeeded');
      return taken.map(({ amount, refunded }) => [amount, refunded]);
    });
  }

  /** The present or last billing owner of the subscription that this harness upgraded last in a space. */
  async owner(spaceId: string): Promise<Session> {
    const history = await this.events(this.#subscriptions.get(spaceId) ?? '');
    const owners = history.flatMap(({ type, data }) => {
      if (type === 'BillingOwnerReassigned' || type === 'BillingOwnershipClaimed') return [String(data['to'])];
      return type === 'SubscriptionOpened' ? [String(data['ownerId'])] : [];
    });
    const last = owners.at(-1);
    if (last === undefined) throw new Error(`${spaceId} was never upgraded by this harness: upgrade it first`);
    return this.signIn(last);
  }

  get #deployed(): Deployment {
    if (this.#deployment === null) throw new Error('Quittance does not run: call start first');
    return this.#deployment;
  }

  async #halt(): Promise<void> {
    this.#client = null;
    await this.#deployment?.stop();
  }

  async #run(): Promise<void> {
    const catalogFile = join(this.#folder, 'catalog.yaml');
    if (this.#catalog !== undefined) writeFileSync(catalogFile, this.#catalog);
    const env = {
      ...{ QUITTANCE_PORT: '0', QUITTANCE_CLOCK: 'test', QUITTANCE_RATE_LIMIT: '1000000' },
      ...(this.#catalog === undefined ? {} : { QUITTANCE_CATALOG: catalogFile }),
    };
    const url = await this.#deployed.start(env, this.logger);
    this.#client = new QuittanceClient(url, this.#deployed.signIn);
  }

  #operator(): Promise<Session> {
    return this.signIn('olga', ['operator']);
  }

  #founder(spaceId: string, [first = 'ann']: readonly string[]): string {
    const { memberId } = profileOf(first);
    this.#founders.set(spaceId, memberId);
    return memberId;
  }

  async #filled(spaceId: string, members: readonly string[]): Promise<string> {
    for (const who of members) await this.member(spaceId, who);
    return spaceId;
  }
}

/** A Quittance that is started for each test of a describe block, and stopped afterwards. */
export const useQuittance = (options: QuittanceOptions = {}): QuittanceUnderTest => {
  const quittance = new QuittanceUnderTest();
  beforeEach(() => quittance.start(options));
  afterEach(() => quittance.stop());
  return quittance;
};
