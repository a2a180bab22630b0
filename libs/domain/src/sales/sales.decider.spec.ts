import { sealed, specFor } from '../testing/index.js';
import { salesDecider, type RequestSales, type SalesRequested, type SalesSubject } from './sales.decider.js';

const given = specFor(salesDecider);

/** Mia wants to upgrade two teams at once. */
const salesRequested = (data: Partial<SalesRequested['data']> = {}): SalesRequested => ({
  type: 'SalesRequested',
  data: {
    requestId: 'request_1',
    spaceId: 'org_1',
    memberId: 'mia',
    subject: 'severalTeams',
    subscriptionId: null,
    request: sealed('team_design and team_sales'),
    ...data,
  },
});

const request = (data: Partial<RequestSales['data']> = {}): RequestSales => ({
  type: 'RequestSales',
  data: salesRequested(data).data,
});

describe('RequestSales', () => {
  it.each<[string, SalesSubject]>([
    ['R8 the upgrade of several teams at once', 'severalTeams'],
    ['R27 billing by invoice', 'manualBilling'],
    ['R28 a change of a manually billed plan', 'manualPlan'],
    ['D2 an organization with a manually billed team', 'manuallyBilledTeam'],
    ['D3 more seats than the last tier has', 'aboveLastTier'],
  ])('%s is recorded for sales', (_what, subject) =>
    given().when(request({ subject })).then(salesRequested({ subject })),
  );

  it('R28 names the subscription that the space has', () =>
    given()
      .when(request({ subject: 'manualPlan', subscriptionId: 'sub_1' }))
      .then(salesRequested({ subject: 'manualPlan', subscriptionId: 'sub_1' })));

  it('writes nothing the second time', () => given(salesRequested()).when(request()).thenNothing());

  it('records another request of the same space', () =>
    given(salesRequested())
      .when(request({ requestId: 'request_2' }))
      .then(salesRequested({ requestId: 'request_2' })));

  it('remembers every request, not only the last', () =>
    given(salesRequested(), salesRequested({ requestId: 'request_2' }))
      .when(request())
      .thenNothing());
});
