import { openFixture, type Fixture } from '../testing/index.js';
import { AnswerOnce, type Answer, type Question } from './answer-once.js';

describe('AnswerOnce', () => {
  let fixture: Fixture;
  let once: AnswerOnce;
  beforeEach(async () => {
    fixture = await openFixture();
    once = new AnswerOnce(fixture.store, fixture.clock);
  });
  afterEach(() => fixture.close());

  const question = (more: Partial<Question> = {}): Question => ({
    key: 'key-1',
    actor: { id: 'ann', role: 'member' },
    requestHash: 'hash',
    ...more,
  });
  const counting = (status = 200) => {
    const ids: string[] = [];
    const work = (commandId: string): Promise<Answer> => {
      ids.push(commandId);
      return Promise.resolve({ status, body: { run: ids.length } });
    };
    return { ids, work };
  };

  it('gives the first answer again for the same key and request, without working again', async () => {
    const { ids, work } = counting(201);
    const first = await once.answer(question(), work);
    const again = await new AnswerOnce(fixture.store, fixture.clock).answer(question(), work);
    expect(again).toEqual(first);
    expect(first).toEqual({ status: 201, body: { run: 1 } });
    expect(ids).toHaveLength(1);
  });

  it('refuses the same key for another request', async () => {
    const { work } = counting();
    await once.answer(question(), work);
    await expect(once.answer(question({ requestHash: 'other' }), work)).rejects.toMatchObject({
      code: 'idempotency.key_reused',
    });
  });

  it('keeps the keys of two callers apart', async () => {
    const { ids, work } = counting();
    await once.answer(question(), work);
    await once.answer(question({ actor: { id: 'bob', role: 'member' } }), work);
    expect(new Set(ids).size).toBe(2);
  });

  it('keeps no failure: the same key runs again, as the same command', async () => {
    const { ids, work } = counting();
    const failing = (commandId: string): Promise<Answer> => {
      ids.push(commandId);
      return Promise.reject(new Error('declined'));
    };
    await expect(once.answer(question(), failing)).rejects.toThrow('declined');
    await once.answer(question(), work);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it('keeps no answer that is still open', async () => {
    const { ids, work } = counting(202);
    await once.answer(question(), work);
    await once.answer(question(), work);
    expect(ids).toHaveLength(2);
  });

  it('gives one answer to the same request twice at once', async () => {
    const { work } = counting();
    const answers = await Promise.all([once.answer(question(), work), once.answer(question(), work)]);
    expect(answers[0]).toEqual(answers[1]);
  });

  it('takes every request without a key for a new one', async () => {
    const { ids, work } = counting();
    const head = await fixture.store.head();
    await once.answer({ ...question(), key: undefined }, work);
    await once.answer({ ...question(), key: undefined }, work);
    expect(new Set(ids).size).toBe(2);
    expect(await fixture.store.head()).toBe(head);
  });
});
