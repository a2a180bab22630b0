import { ClockStalled } from '#application';
import { problemBody, problemOf, PROBLEMS } from '../problems/index.js';

describe('a clock that stands because something due is not getting done', () => {
  it('is answered as what may be sent again, and not as a mistake of ours', () => {
    const problem = problemOf(new ClockStalled('2026-05-16T00:00:00.000Z'));
    const contacts = { supportContact: 'support@quittance.example', salesContact: 'sales@quittance.example' };
    expect(problemBody(problem, 'trace', contacts)).toMatchObject({
      status: 503,
      code: 'clock.stalled',
      detail: expect.stringContaining('2026-05-16T00:00:00.000Z'),
    });
    expect(PROBLEMS[problem.code].retryAfterS).toBeGreaterThan(0);
  });
});
