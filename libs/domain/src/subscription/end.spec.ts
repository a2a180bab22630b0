import {
  billOf,
  credit,
  ended,
  MAY,
  opened,
  paymentReceived,
  premium,
  renewalFailed,
  renewed,
  REST_OF_APRIL,
  seatsChanged,
  started,
  upgraded,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import { creditForUnused, ending, stillOpen } from './end.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { active, type ActiveSubscription } from './subscription.state.js';

const after = (...events: readonly SubscriptionEvent[]): ActiveSubscription =>
  active(replay(subscriptionDecider, events));

/** Ten seats at 3.00: 30.00 for April, 1.00 a day. */
const april = started({ to: premium(10), unitPrice: 3_00 });
/** Ten seats at 3.10: 31.00 for May, 1.00 a day. */
const may = renewed({ from: premium(10), to: premium(10), unitPrice: 3_10 });
const payment = paymentReceived({ net: 31_00 });

describe('the end of a subscription', () => {
  it('says where and when, and by default that nothing is given back', () =>
    expect(ending(after(...april), { reason: 'cancelled', on: '2026-05-01' })).toStrictEqual(ended()));

  it("names the organization of a team's plan, because covers are counted there", () =>
    expect(
      ending(after(opened({ spaceKind: 'team', organizationId: 'org_1' }), upgraded()), {
        reason: 'cancelled',
        on: '2026-05-01',
      }),
    ).toStrictEqual(ended({ rootId: 'org_1' })));

  it('D16 names the invoice that is written off, and none when nothing is', () => {
    const pastDue = after(...april, may, renewalFailed());
    expect(ending(pastDue, { reason: 'lapsed', on: '2026-05-08', writtenOff: 7_00 })).toStrictEqual(
      ended({
        reason: 'lapsed',
        effectiveOn: '2026-05-08',
        writtenOff: 7_00,
        writtenOffInvoice: 'FA-2026-000002',
      }),
    );
    expect(ending(pastDue, { reason: 'lapsed', on: '2026-05-08' })).toStrictEqual(
      ended({ reason: 'lapsed', effectiveOn: '2026-05-08' }),
    );
  });
});

describe('what the unused days are given back with (section 9)', () => {
  it('is refunded where they are paid', () =>
    expect(creditForUnused(after(...april), { reason: 'supersede', on: '2026-04-16' })).toStrictEqual({
      reason: 'supersede',
      currency: 'EUR',
      lines: [credit(premium(10), { period: REST_OF_APRIL, unitPrice: 3_00, amount: -15_00 })],
      net: -15_00,
      reducesOpen: 0,
      refunds: [{ paymentId: 'pay_start', amount: 15_00 }],
    }));

  it('D16 reduces the open invoice where they are not, and the used days stay open', () => {
    const state = after(...april, may, renewalFailed());
    const given = creditForUnused(state, { reason: 'correction', on: '2026-05-08' });
    expect(given).toStrictEqual({
      reason: 'correction',
      currency: 'EUR',
      lines: [credit(premium(10), { period: { start: '2026-05-08', end: MAY.end }, unitPrice: 3_10, amount: -24_00 })],
      net: -24_00,
      reducesOpen: 24_00,
      refunds: [],
    });
    expect(stillOpen(state, given)).toBe(7_00);
    expect(stillOpen(state, null)).toBe(31_00);
  });

  it('leaves nothing open where all is paid', () => {
    const state = after(...april, may, payment);
    expect(stillOpen(state, creditForUnused(state, { reason: 'supersede', on: '2026-05-08' }))).toBe(0);
  });

  it('holds what the last change has bought', () => {
    // Ten seats more on 16 April, 15.00: the rest of the month is worth 30.00, of which 15.00 are paid by the change.
    const more = seatsChanged({
      from: premium(10),
      to: premium(20),
      unitPrice: 3_00,
      bill: billOf('change', 15_00),
    });
    expect(creditForUnused(after(...april, more), { reason: 'supersede', on: '2026-04-16' })).toMatchObject({
      lines: [{ seats: 20, amount: -30_00 }],
      refunds: [
        { paymentId: 'pay_start', amount: 15_00 },
        { paymentId: 'pay_change', amount: 15_00 },
      ],
    });
  });

  it('is nothing at the end of the period, and everything on its first day', () => {
    expect(creditForUnused(after(...april), { reason: 'supersede', on: '2026-05-01' })).toBeNull();
    expect(creditForUnused(after(...april), { reason: 'supersede', on: '2026-04-01' })).toMatchObject({ net: -30_00 });
  });
});
