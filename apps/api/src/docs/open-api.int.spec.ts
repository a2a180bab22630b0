import { MAIL_KINDS } from '#invoicing';
import { startAcme, type Acme } from '#test/support/acme';

/** Every call, as the surface is agreed with those who write clients. */
const CALLS = [
  'POST /v1/dev/tokens',
  'POST /v1/operations/jobs/{id}/retry',
  'POST /v1/workspaces',
  'POST /v1/organizations',
  'POST /v1/organizations/{spaceId}/teams',
  'POST /v1/sales/invoices/{number}/payments',
  'PUT /v1/spaces/{spaceId}/members/{memberId}',
  'DELETE /v1/spaces/{spaceId}/members/{memberId}',
  'PUT /v1/spaces/{spaceId}/administrators/{memberId}',
  'DELETE /v1/spaces/{spaceId}/administrators/{memberId}',
  'GET /v1/spaces',
  'GET /v1/spaces/{spaceId}',
  'GET /v1/spaces/{spaceId}/members',
  'GET /v1/plans',
  'POST /v1/spaces/{spaceId}/subscription',
  'POST /v1/spaces/{spaceId}/subscription/change',
  'POST /v1/spaces/{spaceId}/subscription/cancel',
  'POST /v1/spaces/{spaceId}/subscription/undo-cancellation',
  'POST /v1/spaces/{spaceId}/subscription/undo-change',
  'POST /v1/spaces/{spaceId}/subscription/end-trial',
  'POST /v1/spaces/{spaceId}/subscription/claim',
  'POST /v1/organizations/{spaceId}/team-upgrades',
  'POST /v1/sales/spaces/{spaceId}/subscription',
  'POST /v1/sales/spaces/{spaceId}/subscription/change',
  'POST /v1/sales/spaces/{spaceId}/subscription/cancel',
  'POST /v1/sales/spaces/{spaceId}/subscription/undo-cancellation',
  'POST /v1/sales/spaces/{spaceId}/subscription/undo-change',
  'POST /v1/sales/spaces/{spaceId}/subscription/end-trial',
  'PUT /v1/sales/spaces/{spaceId}/subscription/billing-owner',
  'PUT /v1/sales/spaces/{spaceId}/subscription/billing-details',
  'PUT /v1/sales/spaces/{spaceId}/subscription/payment-method',
  'POST /v1/sales/spaces/{spaceId}/subscription/price-protection',
  'DELETE /v1/sales/spaces/{spaceId}/subscription/price-protection',
  'PUT /v1/sales/spaces/{spaceId}/policy',
  'GET /v1/sales/requests',
  'GET /v1/sales/support-requests',
  'PUT /v1/spaces/{spaceId}/subscription/billing-owner',
  'PUT /v1/spaces/{spaceId}/subscription/billing-details',
  'PUT /v1/spaces/{spaceId}/subscription/payment-method',
  'POST /v1/spaces/{spaceId}/subscription/support-requests',
  'GET /v1/spaces/{spaceId}/billing',
  'GET /v1/spaces/{spaceId}/billing/latest-invoice',
  'GET /v1/spaces/{spaceId}/billing/invoices',
  'GET /v1/invoices',
  'GET /v1/invoices/{number}',
  'GET /v1/audit/subscriptions/{subscriptionId}/events',
  'GET /v1/audit/spaces/{spaceId}',
  'GET /v1/mail',
  'GET /v1/operations/jobs',
  'GET /v1/clock',
  'PUT /v1/clock',
  'POST /v1/clock/advance',
  'GET /health/live',
  'GET /health/ready',
];
const PUBLIC_CALLS = ['POST /v1/dev/tokens', 'GET /health/live', 'GET /health/ready'];

interface Operation {
  readonly security?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

describe('the OpenAPI document', () => {
  let acme: Acme;
  let document: Document;
  beforeAll(async () => {
    acme = await startAcme();
    document = JSON.parse((await acme.anyone.get('/openapi.json')).text) as Document;
  });
  afterAll(() => acme.stop());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ call: `${method.toUpperCase()} ${path}`, operation })),
    );

  it('describes every call, and no other', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      operations()
        .map(({ call }) => call)
        .sort(),
    ).toEqual([...CALLS].sort());
  });

  it('says for each what it answers, and as a problem what it refuses', () => {
    for (const { call, operation } of operations()) {
      const successes = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      expect({ call, successes: successes.length }).toEqual({ call, successes: 1 });
      expect(operation.responses['default']).toMatchObject({
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemAnswer' } } },
      });
    }
  });

  it('leads to a schema with every reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.length).toBeGreaterThan(20);
    for (const name of references) expect(document.components.schemas).toHaveProperty([name ?? '']);
  });

  it('names every kind of mail', () => {
    expect(document.components.schemas['MailAnswer']).toMatchObject({
      properties: { kind: { enum: MAIL_KINDS }, invoiceNumber: { type: ['string', 'null'] } },
    });
  });

  it('asks for a sign-in where the process does', async () => {
    for (const { call, operation } of operations()) {
      const [method, path] = call.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
      const isPublic = PUBLIC_CALLS.includes(call);
      expect({ call, isPublic: operation.security === undefined }).toEqual({ call, isPublic });
      const { status } = await acme.anyone.send(method, path.replace(/[{}]/g, ''), undefined);
      expect({ call, isRefused: status === 401 }).toEqual({ call, isRefused: !isPublic });
    }
  });

  it('has a page that a browser may run', async () => {
    const page = await acme.anyone.get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'; style-src 'self' 'unsafe-inline'");
    const scripts = [...page.text.matchAll(/<script src="([^"]+)"/g)].map(([, source]) => source);
    expect(scripts.length).toBeGreaterThan(1);
    expect(page.text).not.toMatch(/<script>|<script type="text\/javascript">/);
    for (const source of scripts) {
      const path = new URL(source ?? '', 'http://quittance/docs').pathname;
      expect((await acme.anyone.get(path)).headers['content-type']).toMatch(/javascript/);
    }
  });
});
