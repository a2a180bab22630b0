import { billingKey, Decisions, subscriptionStream } from '#application';
import { subscriptionDecider, type OpenSubscription } from '#domain';
import { eventually, startAcme, startPaidAcme, type Acme } from '#test/support/acme';
import type { TestClient } from '#test/support/test-client';

const NUMBER = 'FA-2026-000001';
const PATH = `/v1/sales/invoices/${NUMBER}/payments`;
const BODY = { amount: '2698.00', receivedOn: '2026-04-15', reference: 'FA-2026-000001 ACME' };

/** Acme on Premium for 20 for a year, as sales arranged it: 2,698.00 EUR by bank transfer. */
const openManualPlan = async ({ test, ada }: Acme): Promise<void> => {
  const { store, vault, clock } = test.ports;
  const period = { start: '2026-04-16', end: '2027-04-16' } as const;
  const selection = { plan: 'premium', cycle: 'annual', seats: 20 } as const;
  const line = { kind: 'charge', ...selection, period, unitPrice: 134_90, amount: 2_698_00 } as const;
  const command: OpenSubscription = {
    type: 'OpenSubscription',
    data: {
      account: {
        ...{ subscriptionId: 'sub_manual', spaceId: 'acme', spaceKind: 'workspace', organizationId: null },
        ...{ ownerId: 'ada', openedBy: 'sam', currency: 'EUR', timeZone: 'Europe/Paris', locale: 'en' },
        ...{ collection: 'manual', policy: { name: 'owner-only', version: 1 }, paymentMethod: null },
        billingDetails: await vault.seal(billingKey('sub_manual'), { name: 'Acme SAS', email: 'pay@acme.example' }),
      },
      selection,
      priced: {
        term: { index: 0, anchorOn: '2026-04-16', monthsFromAnchor: 0, cycle: 'annual' },
        ...{ k: 0, period, catalogVersion: '2026-01', unitPrice: 134_90 },
      },
      bill: { reason: 'start', currency: 'EUR', lines: [line], net: 2_698_00 },
      ...{ paymentId: null, supersedes: [] },
    },
  };
  await new Decisions(store, clock).decide({
    stream: subscriptionStream('sub_manual'),
    decider: subscriptionDecider,
    command: () => command,
    context: { commandId: 'c', correlationId: 'c', causationId: 'c', actor: { id: 'sam', role: 'sales' } },
  });
  await eventually(
    () => ada.get(`/v1/invoices/${NUMBER}`),
    ({ status }) => status === 200,
  );
};

describe('POST /v1/sales/invoices/{number}/payments', () => {
  let acme: Acme;
  let sam: TestClient;

  const start = async (begin: () => Promise<Acme>): Promise<void> => {
    acme = await begin();
    sam = await acme.anyone.as('sam', 'sales');
  };
  afterEach(() => acme.stop());

  describe('for a plan that is billed manually (D7)', () => {
    beforeEach(async () => {
      await start(startAcme);
      await openManualPlan(acme);
    });

    it('D7 records what came by bank transfer, and the owner reads at once that the invoice is paid', async () => {
      expect((await acme.ada.get(`/v1/invoices/${NUMBER}`)).body).toMatchObject({
        ...{ status: 'open', dueOn: '2026-05-16', amountDue: { amount: '2698.00' } },
      });
      const { status, body, headers } = await sam.post(PATH, BODY);
      expect(status).toBe(201);
      expect(body).toEqual({
        ...{ invoiceNumber: NUMBER, subscriptionId: 'sub_manual', events: ['BankPaymentRecorded'] },
        ...{ paymentId: expect.stringMatching(/^pay_/), position: expect.any(String) },
      });
      expect(headers).not.toHaveProperty('etag');
      expect((await acme.ada.get(`/v1/invoices/${NUMBER}`)).body).toMatchObject({
        ...{ status: 'paid', amountDue: { amount: '0.00' } },
        payments: [{ paymentId: body.paymentId, status: 'settled', receivedOn: '2026-04-15' }],
      });
    });

    it('the auditor reads by whom, and what the bank said', async () => {
      await sam.post(PATH, BODY);
      const { body } = await eventually(
        () => acme.auditor.get('/v1/audit/subscriptions/sub_manual/events'),
        (answer) => JSON.stringify(answer.body).includes('PaymentReceived'),
      );
      const events = body.events as readonly { readonly type: string }[];
      expect(events.filter(({ type }) => type === 'BankPaymentRecorded' || type === 'PaymentReceived')).toMatchObject([
        { type: 'BankPaymentRecorded', actor: { id: 'sam', role: 'sales' }, data: { reference: BODY.reference } },
        { type: 'PaymentReceived', actor: { role: 'system' }, data: { net: 2_698_00 } },
      ]);
    });

    it('once under one key, whatever revision is expected; and never more than is due', async () => {
      const headers = { 'idempotency-key': 'k1', 'if-match': '"99"' };
      const first = await sam.post(PATH, { amount: '1000' }, headers);
      expect(first.status).toBe(201);
      expect((await sam.post(PATH, { amount: '1000' }, headers)).body).toEqual(first.body);
      expect((await sam.post(PATH, { amount: '2000' }, headers)).body.code).toBe('idempotency.key_reused');
      const refused = await sam.post(PATH, { amount: '1698.01' });
      expect([refused.status, refused.body.code, refused.body.due]).toEqual([422, 'payment.exceeds_due', 1_698_00]);
      expect((await sam.post(PATH, { amount: '1698' })).status).toBe(201);
    });

    it.each([
      [{}, 'amount', 'field.missing'],
      [{ amount: 2698 }, 'amount', 'field.wrong_form'],
      [{ amount: '-1' }, 'amount', 'field.wrong_form'],
      [{ amount: '1', receivedOn: '2026-02-30' }, 'receivedOn', 'field.not_a_day'],
      [{ amount: '1', reference: 'two\nlines' }, 'reference', 'field.not_a_line'],
      [{ amount: '1', currency: 'EUR' }, 'currency', 'field.unknown'],
    ])('refuses the body %j', async (body, field, code) => {
      const answer = await sam.post(PATH, body);
      expect([answer.status, answer.body.errors]).toEqual([400, [expect.objectContaining({ field, code })]]);
    });

    it.each([
      [{ amount: '0.001' }, 'payment.amount_invalid', 'amount'],
      [{ amount: '1', receivedOn: '2026-04-17' }, 'payment.not_received_yet', 'receivedOn'],
    ])('refuses %j by a rule', async (body, code, field) => {
      const answer = await sam.post(PATH, body);
      expect([answer.status, answer.body.code, answer.body.errors[0].field]).toEqual([422, code, field]);
    });

    it('knows invoices only, and for sales staff only', async () => {
      for (const number of ['FA-2026-000009', 'AV-2026-000001', 'FA-1']) {
        const answer = await sam.post(`/v1/sales/invoices/${number}/payments`, BODY);
        expect([answer.status, answer.body.code]).toEqual([404, 'invoice.unknown']);
      }
      for (const other of [acme.ada, acme.operator, acme.auditor]) {
        expect((await other.post(PATH, BODY)).body.code).toBe('rights.not_allowed');
      }
      expect((await acme.anyone.post(PATH, BODY)).status).toBe(401);
    });
  });

  it('refuses a transfer for an invoice that a card pays', async () => {
    await start(startPaidAcme);
    const answer = await sam.post(PATH, { amount: '67.45' });
    expect([answer.status, answer.body.code]).toEqual([409, 'payment.not_by_transfer']);
  });
});
