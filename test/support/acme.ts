import { type TestAnswer, TestClient } from './test-client.js';
import { startTestApi, type TestApi, type TestApiOptions } from './test-api.js';

export const BILLING_DETAILS = {
  name: 'Acme SAS',
  email: 'invoices@acme.example',
  address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
} as const;

/** Premium for five, by the month: 67.45 EUR. */
export const UPGRADE = {
  plan: 'premium',
  cycle: 'monthly',
  seats: 5,
  billingDetails: BILLING_DETAILS,
  paymentMethod: { token: 'tok_ok' },
} as const;

/** The workspace Acme on Basic: Ada made it, Bob is a member, Carol administers it, Eve is in no space. */
export interface Acme {
  readonly test: TestApi;
  readonly anyone: TestClient;
  readonly ada: TestClient;
  readonly bob: TestClient;
  readonly carol: TestClient;
  readonly eve: TestClient;
  readonly operator: TestClient;
  readonly auditor: TestClient;
  readonly stop: () => Promise<void>;
}

/** What arranges a test must succeed: a test that begins elsewhere proves something else. */
export const succeeded = async (request: Promise<TestAnswer>): Promise<TestAnswer> => {
  const answer = await request;
  if (answer.status >= 300) throw new Error(`arranging the test was answered with ${answer.status}: ${answer.text}`);
  return answer;
};

const addMembers = async (ada: TestClient, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const profile = { name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`, email: `${id}@acme.example` };
    await succeeded(ada.put(`/v1/spaces/acme/members/${id}`, profile));
  }
};

export const startAcme = async (options: TestApiOptions = {}): Promise<Acme> => {
  const test = await startTestApi(options);
  const anyone = new TestClient(test.api);
  const people = ['ada', 'bob', 'carol', 'eve'] as const;
  const [ada, bob, carol, eve] = await Promise.all([
    anyone.as(people[0]),
    anyone.as(people[1]),
    anyone.as(people[2]),
    anyone.as(people[3]),
  ]);
  const operator = await anyone.as('olga', 'operator');
  const auditor = await anyone.as('arno', 'auditor');
  await succeeded(ada.post('/v1/workspaces', { spaceId: 'acme', name: 'Acme' }));
  await addMembers(ada, ['ada', 'bob', 'carol']);
  await succeeded(ada.put('/v1/spaces/acme/administrators/carol'));
  return { test, anyone, ada, bob, carol, eve, operator, auditor, stop: test.stop };
};

/** Acme on Premium for five since 16 April 2026, Ada billing owner. */
export const startPaidAcme = async (options: TestApiOptions = {}): Promise<Acme> => {
  const acme = await startAcme(options);
  await succeeded(acme.ada.post('/v1/spaces/acme/subscription', UPGRADE));
  return acme;
};

const POLL_MS = 10;

/** Asks again until an answer fits, for what follows by itself. */
export const eventually = async <T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> => {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`it never happened; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};

interface SentMails {
  readonly mails: readonly { readonly text: string }[];
}

const LINK = /\/i\/([A-Za-z0-9_-]{22,})\s*$/;

/** The token in the latest mail that has a link, once there is one: mails follow a command by themselves. */
export const latestLinkToken = async ({ ada }: Acme): Promise<string> => {
  const latestText = async (): Promise<string | undefined> => {
    const { body } = await succeeded(ada.get('/v1/mail?limit=500'));
    return (body as SentMails).mails.findLast(({ text }) => LINK.test(text))?.text;
  };
  const text = await eventually(latestText, (candidate) => candidate !== undefined);
  return LINK.exec(text ?? '')?.[1] ?? '';
};
