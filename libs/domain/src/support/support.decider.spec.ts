import { specFor } from '../testing/index.js';
import { supportDecider, type SupportRequested } from './support.decider.js';

const given = specFor(supportDecider);

const data: SupportRequested['data'] = {
  requestId: 'support_1',
  spaceId: 'acme',
  memberId: 'bob',
  subscriptionId: 'sub_1',
  request: { keyId: 'person-bob', sealed: 'AAAA' },
};
const requested = (more: Partial<SupportRequested['data']> = {}): SupportRequested => ({
  type: 'SupportRequested',
  data: { ...data, ...more },
});

describe('RequestSupport (R46)', () => {
  it('R46 records who asks for help, about which subscription', () =>
    given().when({ type: 'RequestSupport', data }).then(requested()));

  it('R46 records it about a space that pays for nothing too', () =>
    given()
      .when({ type: 'RequestSupport', data: { ...data, subscriptionId: null } })
      .then(requested({ subscriptionId: null })));

  it('records the same request once, and another one beside it', () => {
    given(requested()).when({ type: 'RequestSupport', data }).thenNothing();
    given(requested(), requested({ requestId: 'support_2' }))
      .when({ type: 'RequestSupport', data })
      .thenNothing();
    given(requested())
      .when({ type: 'RequestSupport', data: { ...data, requestId: 'support_2' } })
      .then(requested({ requestId: 'support_2' }));
  });
});
