import type { Session } from '#apps/cli';
import type { ProcessCluster } from './process-cluster.js';

const AT_ONCE = 6;
const BILLING_DETAILS = {
  name: 'Acme SAS',
  email: 'billing@acme.example',
  address: { line1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
};

export const spaceOf = (i: number): string => `space-${i}`;
export const ownerOf = (i: number): string => `owner-${i}`;
export const deputyOf = (i: number): string => `deputy-${i}`;

/** Runs `work` for 0..count-1, a few at once. */
export const forEachAtOnce = async (count: number, work: (i: number) => Promise<void>): Promise<void> => {
  let next = 0;
  const runner = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
};

/** A command under a key of its own, sent until it is answered. */
export type Command = (key: string) => (session: Session) => Promise<unknown>;

const put =
  (path: string, body: object): Command =>
  (key) =>
  (session) =>
    session.send('PUT', path, { body, headers: { 'idempotency-key': key } });

export const changeOf =
  (i: number, change: object): Command =>
  (key) =>
  (session) =>
    session.change(spaceOf(i), change, { key });

export const handOverOf = (i: number, memberId: string): Command =>
  put(`/v1/spaces/${spaceOf(i)}/subscription/billing-owner`, { memberId });

/** A workspace with an owner and a deputy, on Premium for two by the month. */
export const subscribe = async ({ client }: ProcessCluster, i: number): Promise<void> => {
  const [owner, spaceId] = [ownerOf(i), spaceOf(i)];
  await client.ask([owner], (session) =>
    session.send('POST', '/v1/workspaces', {
      body: { spaceId, name: `Space ${i}` },
      headers: { 'idempotency-key': `create-${i}` },
    }),
  );
  for (const memberId of [owner, deputyOf(i)]) {
    const profile = { name: memberId, email: `${memberId}@acme.example` };
    await client.ask([owner], put(`/v1/spaces/${spaceId}/members/${memberId}`, profile)(`join-${memberId}`));
  }
  const request = { plan: 'premium', cycle: 'monthly' as const, seats: 2, paymentMethod: { token: 'tok_ok' } };
  const key = `upgrade-${i}`;
  await client.ask([owner], (session) =>
    session.upgrade(spaceId, { ...request, billingDetails: BILLING_DETAILS }, { key }),
  );
};

/** What happens to a plan in a test: who asks for what, in this order. */
export const stepsOf = (i: number): readonly (readonly [who: string, command: Command])[] => [
  [ownerOf(i), changeOf(i, { seats: 3 })],
  [ownerOf(i), handOverOf(i, deputyOf(i))],
  [deputyOf(i), changeOf(i, { plan: 'business' })],
  [deputyOf(i), changeOf(i, { seats: 4 })],
];
