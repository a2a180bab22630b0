import type { ChangeScheduled, SeatsChanged, SubscriptionCommand } from '#domain';
import { Mailer, type Mail } from '#invoicing';
import { personKey } from '../kernel/people.js';
import { administrator, Mailroom, member, priceList, sales, type RoomOptions } from '../testing/index.js';

const TODAY = '2026-04-10';
const ann = { by: administrator('ann'), today: TODAY } as const;
const adam = { by: administrator('adam'), today: TODAY } as const;

const cancelPlan: SubscriptionCommand = { type: 'CancelPlan', data: ann };

/** To whom, and what: the subject says what the mail says. */
const told = ({ to, kind, subject }: Mail): string => `${kind} to ${to}: ${subject}`;

describe('WhenOwnerIsToBeToldThenMail', () => {
  let room: Mailroom;
  afterEach(() => room.close());

  const noticesAfter = async (...commands: readonly SubscriptionCommand[]): Promise<readonly string[]> => {
    for (const command of commands) await room.decide(command);
    return (await notices()).map(told);
  };

  const notices = async (mailer?: Mailer): Promise<readonly Mail[]> => room.deliver(mailer);

  describe('about a fact', () => {
    beforeEach(async () => {
      room = await Mailroom.open();
    });

    it('D17 is sent and recorded once, however often its job runs', async () => {
      const [eventId] = await room.decide(cancelPlan, member('ann'));
      expect((await notices()).map(told)).toEqual([
        'cancelled to ann@work.example: Your plan ends on 1 May 2026 – Work',
      ]);
      expect(await notices()).toHaveLength(1);
      expect(await room.sent()).toEqual([
        expect.objectContaining({
          ...{ mailId: `cancelled-${eventId}`, kind: 'cancelled', about: eventId, invoiceNumber: null },
          ...{ subscriptionId: 'sub_1', recipientId: 'ann', language: 'en', linkHash: null },
        }),
      ]);
    });

    it('ends with the address of the billing tab', async () => {
      await room.decide(cancelPlan);
      const [mail] = await notices();
      expect(mail!.text.trimEnd().split('\n').at(-1)).toBe('http://127.0.0.1:3000/billing/work');
    });

    it('D17 goes to whoever is owner when it is sent, and says what was true when it was recorded', async () => {
      await room.decide(cancelPlan);
      await room.decide({ type: 'UndoCancellation', data: ann });
      const wish = { ...ann, plan: 'business', catalog: [priceList], seatsTaken: 3, paymentId: 'pay_2' };
      await room.decide({ type: 'ChangePlan', data: wish });
      await room.decide({ type: 'SettlePaidChange', data: { paymentId: 'pay_2' } });
      await room.decide({ type: 'ReassignBillingOwner', data: { ...ann, to: 'bob', isMember: true, hasEmail: true } });
      const cancelled = (await notices()).find(({ kind }) => kind === 'cancelled');
      expect(cancelled).toMatchObject({ to: 'bob@work.example', recipientId: 'bob' });
      expect(cancelled?.text).toContain('Your Premium plan is cancelled. It ends on 1 May 2026');
    });

    it('D8 goes to the billing address on file while the owner is missing', async () => {
      await room.decide(cancelPlan);
      await room.decide({ type: 'NoteOwnerPresence', data: { memberId: 'ann', isMember: false, today: TODAY } });
      const [mail] = await notices();
      expect(mail).toMatchObject({ to: 'billing@buyer.example', recipientId: null });
      expect(await room.sent()).toMatchObject([{ recipientId: null }]);
    });

    it('D17 records to whom it went when the process died before it was recorded', async () => {
      await room.decide(cancelPlan);
      const dying = new DyingMailer(room.outbox);
      await expect(notices(dying)).rejects.toThrow('the process died');
      await room.decide({ type: 'ReassignBillingOwner', data: { ...ann, to: 'bob', isMember: true, hasEmail: true } });
      await room.deliver();
      const { mails, records } = { mails: await notices(), records: await room.sent() };
      expect(mails.filter(({ kind }) => kind === 'cancelled').map(told)).toEqual([
        'cancelled to ann@work.example: Your plan ends on 1 May 2026 – Work',
      ]);
      expect(records.filter(({ kind }) => kind === 'cancelled')).toMatchObject([{ recipientId: 'ann' }]);
    });
  });

  describe('about the owner', () => {
    beforeEach(async () => {
      room = await Mailroom.open();
    });

    const handOver = (to: string): SubscriptionCommand => ({
      type: 'ReassignBillingOwner',
      data: { ...ann, to, isMember: true, hasEmail: true },
    });
    const missing: SubscriptionCommand = {
      type: 'NoteOwnerPresence',
      data: { memberId: 'ann', isMember: false, today: TODAY },
    };
    const claim: SubscriptionCommand = {
      type: 'ClaimOwnership',
      data: { ...adam, hasAdministrators: true, hasEmail: true },
    };

    it('R33 goes to the new one and to the former one, each about the same fact', async () => {
      const [eventId] = await room.decide(handOver('bob'), member('ann'));
      const mails = await notices();
      expect(mails.map(told)).toEqual([
        'ownerChanged to bob@work.example: You are now the billing owner – Work',
        'ownerChanged to ann@work.example: You are no longer the billing owner – Work',
      ]);
      expect(mails[0]!.text).toContain('You take over from Ann.');
      expect(mails[1]!.text).toContain('Since 1 April 2026 the billing owner of this space is Bob.');
      expect((await room.sent()).map(({ about, recipientId }) => [about, recipientId])).toEqual([
        [`${eventId}-to`, 'bob'],
        [`${eventId}-from`, 'ann'],
      ]);
    });

    it('R33 goes to nobody who has left the space', async () => {
      await room.decide(handOver('bob'));
      await room.leave('ann');
      expect((await notices()).map(told)).toEqual([
        'ownerChanged to bob@work.example: You are now the billing owner – Work',
      ]);
    });

    it('D8 tells only one thing to the one who was missing and gets the role back', async () => {
      await room.decide(missing);
      await room.record([
        { type: 'BillingOwnerReassigned', data: { subscriptionId: 'sub_1', spaceId: 'work', from: 'ann', to: 'ann' } },
      ]);
      const mails = await notices();
      expect(mails.map(told)).toEqual(['ownerChanged to ann@work.example: You are now the billing owner – Work']);
      expect(mails[0]!.text).not.toContain('take over from');
    });

    it('D8 tells a claim to the billing address on file, naming the one who has left', async () => {
      await room.leave('ann');
      await room.decide(missing);
      const [eventId] = await room.decide(claim, member('adam'));
      const mails = await notices();
      expect(mails.map(told)).toEqual([
        'claim to billing@buyer.example: The billing ownership has been claimed – Work',
      ]);
      expect(mails[0]!.text).toMatch(
        /On 10 April 2026, Adam, an administrator of this space, claimed its billing ownership,\s+because Ann is no longer a member of it\./,
      );
      expect(await room.sent()).toMatchObject([{ kind: 'claim', about: eventId, recipientId: null }]);
    });

    it('D8 does not name an owner who was erased', async () => {
      await room.leave('ann');
      await room.fixture.vault.destroyKey(personKey('ann'));
      await room.decide(missing);
      await room.decide(claim, member('adam'));
      const [mail] = await notices();
      expect(mail!.text).toMatch(/because the\s+billing owner is no longer a member of it\./);
    });
  });

  describe('about the seats', () => {
    beforeEach(async () => {
      room = await Mailroom.open({ seats: 10, locale: 'fr' });
    });

    const joined = (...steps: readonly (readonly [number, number])[]): SubscriptionCommand => ({
      type: 'NoteSeatUsage',
      data: { steps: steps.map(([before, after], i) => ({ before, after, spaceRevision: 10 * after + i, on: TODAY })) },
    });

    it('D15 is told at 90 %, when all are used and when there are more members, in the language of the plan', async () => {
      const mails = await noticesAfter(joined([8, 9]), joined([9, 10]), joined([10, 11]), joined([11, 12]));
      expect(mails).toEqual([
        'seatsNearlyUsed to ann@work.example: Presque toutes les licences sont utilisées – Work',
        'seatsReached to ann@work.example: Toutes les licences sont utilisées – Work',
        'seatsExceeded to ann@work.example: Il y a plus de membres que de licences – Work',
      ]);
    });

    it('D15 tells only the highest of the marks that one step crosses, and how many members there were then', async () => {
      const mails = await noticesAfter(joined([3, 11]), joined([11, 14]));
      expect(mails).toEqual(['seatsExceeded to ann@work.example: Il y a plus de membres que de licences – Work']);
      const [mail] = await notices();
      expect(mail!.text).toContain('Votre abonnement Premium compte 10 licences pour 11 membres.');
    });
  });

  describe('about what an administrator did', () => {
    const begin = async (options: RoomOptions = {}): Promise<void> => {
      room = await Mailroom.open(options);
      const by = { ...administrator('sam'), isSales: true };
      await room.decide({ type: 'AdoptPolicy', data: { by, policy: { name: 'owner-and-admins', version: 1 } } }, sales);
    };
    beforeEach(() => begin());

    const more = { seats: 10, catalog: [priceList], seatsTaken: 3, paymentId: 'pay_2' };
    const settled: SubscriptionCommand = { type: 'SettlePaidChange', data: { paymentId: 'pay_2' } };

    it('D9 tells the owner who did it, beside what follows from it', async () => {
      const [eventId] = await room.decide({ type: 'CancelPlan', data: adam }, member('adam'));
      const mails = await notices();
      expect(mails.map(told)).toEqual([
        'cancelled to ann@work.example: Your plan ends on 1 May 2026 – Work',
        'actedForOwner to ann@work.example: Your plan was cancelled by an administrator – Work',
      ]);
      expect(mails[1]!.text).toContain('On 1 April 2026, Adam, an administrator of this space, cancelled the plan.');
      expect((await room.sent()).map(({ about }) => about)).toEqual([eventId, `${eventId}-acted`]);
    });

    const fewer = { ...more, seats: 3 };

    it.each<readonly [string, SubscriptionCommand | null, SubscriptionCommand]>([
      ['Your plan was changed', null, { type: 'ChangePlan', data: { ...adam, ...fewer } }],
      [
        'A scheduled change of your plan was undone',
        { type: 'ChangePlan', data: { ...ann, ...fewer } },
        { type: 'UndoChange', data: adam },
      ],
      ['The cancellation of your plan was undone', cancelPlan, { type: 'UndoCancellation', data: adam }],
    ])('D9 says: %s by an administrator', async (subject, before, command) => {
      if (before !== null) await room.decide(before, member('ann'));
      await room.decide(command, member('adam'));
      const acted = (await notices()).filter(({ kind }) => kind === 'actedForOwner');
      expect(acted.map((mail) => mail.subject)).toEqual([`${subject} by an administrator – Work`]);
    });

    it('D9 D11 says that a trial was stopped, and by whom', async () => {
      await room.close();
      await begin({ isTrial: true });
      await room.decide({ type: 'EndTrial', data: adam }, member('adam'));
      const mails = await notices();
      expect(mails.map(told)).toEqual([
        'trialEnded to ann@work.example: Your trial has ended – Work',
        'actedForOwner to ann@work.example: Your trial was ended by an administrator – Work',
      ]);
      expect(mails[0]!.text).toContain('Your trial of the Premium plan was stopped and ended on 10 April 2026.');
    });

    it('D9 says what was edited: the billing details, the payment method', async () => {
      const { billingDetails, paymentMethod } = await room.sealed();
      const details = { ...adam, billingDetails, currency: null, locale: null, timeZone: null };
      await room.decide({ type: 'ChangeBillingDetails', data: details }, member('adam'));
      await room.decide(
        { type: 'ReplacePaymentMethod', data: { ...adam, paymentMethod, paymentId: 'pay_2' } },
        member('adam'),
      );
      expect((await notices()).map(({ subject }) => subject)).toEqual([
        'Your billing details were edited by an administrator – Work',
        'Your payment method was replaced by an administrator – Work',
      ]);
    });

    it('D6 D9 tells a paid change when it is paid for, on the day on which it was asked for', async () => {
      await room.decide({ type: 'ChangePlan', data: { ...adam, ...more } }, member('adam'));
      expect(await notices()).toEqual([]);
      room.fixture.clock.show('2026-04-12T08:00:00.000Z');
      await room.decide(settled);
      const mails = await notices();
      expect(mails.map(told)).toEqual([
        'actedForOwner to ann@work.example: Your plan was changed by an administrator – Work',
      ]);
      expect(mails[0]!.text).toContain('On 1 April 2026, Adam');
    });

    it('D6 D9 tells nothing of one whose payment failed: nothing has changed', async () => {
      await room.decide({ type: 'ChangePlan', data: { ...adam, ...more } }, member('adam'));
      await room.decide({ type: 'FailPaidChange', data: { paymentId: 'pay_2', reason: 'declined' } });
      expect(await notices()).toEqual([]);
    });

    it('D9 tells one thing of one command, whatever it changed', async () => {
      const from = { plan: 'premium', cycle: 'monthly', seats: 5 } as const;
      const to = { ...from, seats: 10 };
      const priced = {
        term: { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle: 'monthly' },
        k: 0,
      } as const;
      const bill = { reason: 'change', currency: 'EUR', lines: [], net: 0 } as const;
      const raised: SeatsChanged = {
        type: 'SeatsChanged',
        data: {
          ...{ subscriptionId: 'sub_1', ...priced, period: { start: '2026-04-01', end: '2026-05-01' } },
          ...{ catalogVersion: priceList.version, unitPrice: 13_49 },
          ...{ from, to, effectiveOn: TODAY, bill, paymentId: null },
        },
      };
      const lowered: ChangeScheduled = {
        type: 'ChangeScheduled',
        data: { subscriptionId: 'sub_1', from: to, to: from, effectiveOn: '2026-05-01', replaces: null },
      };
      await room.record([raised, lowered], member('adam'));
      expect((await notices()).map(({ kind }) => kind)).toEqual(['actedForOwner']);
    });

    it('D9 tells the owner nothing of what he did himself, nor of what sales or the system did', async () => {
      await room.decide({ type: 'ChangePlan', data: { ...ann, ...more } }, member('ann'));
      await room.decide(settled);
      await room.decide({ type: 'ChangePlan', data: { ...ann, ...fewer } }, sales);
      expect(await notices()).toEqual([]);
    });

    it('D9 calls an administrator without a profile by his id', async () => {
      await room.fixture.vault.destroyKey(personKey('adam'));
      await room.decide({ type: 'ChangePlan', data: { ...adam, ...fewer } }, member('adam'));
      expect((await notices())[0]!.text).toContain('On 1 April 2026, adam, an administrator of this space');
    });
  });
});

/** Hands a mail over, and then the process dies. */
class DyingMailer extends Mailer {
  constructor(private readonly mailer: Mailer) {
    super();
  }
  override async send(mail: Mail): Promise<Mail> {
    await this.mailer.send(mail);
    throw new Error('the process died');
  }
  override close(): Promise<void> {
    return this.mailer.close();
  }
}
