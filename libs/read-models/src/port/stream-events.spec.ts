import { BillingStory } from '../testing/billing-story.js';
import { eventOf, isNext, RevisionMissing } from './stream-events.js';

const [created, added, appointed] = new BillingStory().workspace('ws', 'ann').events;

describe('a document that follows one stream', () => {
  it('takes the first event, then always the next', () => {
    expect(isNext(null, created!)).toBe(true);
    expect(isNext({ revision: 0 }, added!)).toBe(true);
  });

  it('passes over an event that it has taken', () => {
    expect(isNext({ revision: 0 }, created!)).toBe(false);
    expect(isNext({ revision: 2 }, added!)).toBe(false);
  });

  it('never skips one', () => {
    expect(() => isNext(null, added!)).toThrow(RevisionMissing);
    expect(() => isNext({ revision: 0 }, appointed!)).toThrow('revision 2 of space-ws came where 1 should');
  });
});

describe('the event of a stream', () => {
  it('is told by the kind of the stream', () => {
    const event = { type: 'WorkspaceCreated', data: { spaceId: 'ws', name: 'The ws' } } as const;
    expect(eventOf('space', { event, recorded: created! })).toBe(event);
    expect(eventOf('subscription', { event, recorded: created! })).toBeNull();
    expect(eventOf('space', { event, recorded: { ...created!, stream: 'spaceship-1' } })).toBeNull();
  });
});
