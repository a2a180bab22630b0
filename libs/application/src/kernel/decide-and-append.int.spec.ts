import { spaceDecider, type Space, type SpaceCommand, type SpaceEvent } from '#domain';
import { contextOf, openFixture, type Fixture } from '../testing/index.js';
import type { CommandContext } from './context.js';
import type { Decision } from './decide-and-append.js';

describe('Decisions', () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await openFixture();
  });
  afterEach(() => fixture.close());

  const decide = (command: SpaceCommand, context: CommandContext = contextOf()): Promise<Decision<Space, SpaceEvent>> =>
    fixture.decisions.decide({ stream: 'space-w1', decider: spaceDecider, command: () => command, context });
  const create = (context?: CommandContext): ReturnType<typeof decide> =>
    decide({ type: 'CreateWorkspace', data: { spaceId: 'w1', name: 'W', createdBy: 'ann' } }, context);
  const put = (memberId: string, context?: CommandContext): ReturnType<typeof decide> =>
    decide(
      {
        type: 'PutMember',
        data: {
          memberId,
          profile: { keyId: 'k', sealed: memberId },
          emailDomain: 'a.example',
          by: { memberId: 'ann', administersFromOutside: false },
        },
      },
      context,
    );

  it('appends what was decided, with who, when and why', async () => {
    const decision = await create(contextOf('c1', { correlationId: 'corr', causationId: 'cause', requestHash: 'h' }));

    expect(decision).toMatchObject({ revision: 2, events: [{ type: 'WorkspaceCreated' }, {}, {}] });
    const [first] = await fixture.store.readStream('space-w1');
    expect(first?.metadata).toMatchObject({
      ...{ commandId: 'c1', correlationId: 'corr', causationId: 'cause', requestHash: 'h', previousHash: '' },
      actor: { id: 'ann', role: 'member' },
      recordedAt: '2026-04-01T08:00:00.000Z',
    });
  });

  it('answers a repeated command with what it wrote, whatever happened since, and writes nothing', async () => {
    await create();
    const first = await put('bob', contextOf('c2'));
    await put('cem');
    const head = await fixture.store.head();
    const again = await put('bob', contextOf('c2'));

    expect(again).toMatchObject({ revision: first.revision, position: first.position, events: first.events });
    expect(await fixture.store.head()).toBe(head);
  });

  it('refuses the same command id for another request', async () => {
    await create();
    await put('bob', contextOf('c3', { requestHash: 'one' }));
    await expect(put('bob', contextOf('c3', { requestHash: 'other' }))).rejects.toMatchObject({
      code: 'idempotency.key_reused',
    });
  });

  it('refuses a revision that is not the present one, and writes nothing', async () => {
    await create();
    const head = await fixture.store.head();
    await expect(put('bob', contextOf('c4', { expectedRevisions: [0, 1] }))).rejects.toMatchObject({
      ...{ code: 'revision.stale', expected: 1, actual: 2 },
    });
    expect(await fixture.store.head()).toBe(head);
    expect((await put('bob', contextOf('c4', { expectedRevisions: [1, 2] }))).revision).toBe(3);
  });

  it('decides without writing in a preview', async () => {
    await create();
    const head = await fixture.store.head();
    const { events, revision } = await put('bob', contextOf('c5', { isPreview: true }));
    expect(events).toMatchObject([{ type: 'MemberAdded' }]);
    expect(revision).toBe(2);
    expect(await fixture.store.head()).toBe(head);
  });

  it('lets every one of many commands at once through, each on the state that the one before left', async () => {
    await create();
    await Promise.all(Array.from({ length: 10 }, (_, i) => put(`member-${i}`)));
    expect(await fixture.store.readStream('space-w1')).toHaveLength(3 + 10);
  });

  it('appends nothing when a last look refuses it', async () => {
    const refusal = fixture.decisions.decide({
      stream: 'space-w2',
      decider: spaceDecider,
      command: (): SpaceCommand => ({ type: 'CreateWorkspace', data: { spaceId: 'w2', name: 'W', createdBy: 'ann' } }),
      context: contextOf(),
      check: () => {
        throw new Error('not so');
      },
    });
    await expect(refusal).rejects.toThrow('not so');
    expect(await fixture.store.readStream('space-w2')).toEqual([]);
  });
});
