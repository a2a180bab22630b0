import { Refusal } from '#domain';
import { openFixture, type Fixture } from '../testing/index.js';
import { AnswerOnce, type Answer, type Question } from './answer-once.js';

const OTHER_REQUEST = 'b'.repeat(64);

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
    requestHash: 'a'.repeat(64),
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
    await expect(once.answer(question({ requestHash: OTHER_REQUEST }), work)).rejects.toMatchObject({
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

  it('keeps no answer that is still open, but keeps the key for its request', async () => {
    const { ids, work } = counting(202);
    await once.answer(question(), work);
    await expect(once.answer(question({ requestHash: OTHER_REQUEST }), work)).rejects.toMatchObject({
      code: 'idempotency.key_reused',
    });
    await once.answer(question(), work);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);

    const settled = counting(201);
    await once.answer(question(), settled.work);
    expect(await once.kept(question())).toEqual({ status: 201, body: { run: 1 } });
  });

  describe('after a payment that failed', () => {
    const declined = (): Promise<Answer> => Promise.reject(new Refusal('payment.failed', { reason: 'declined' }));

    it('runs the same key again as a new command, so that the gateway is asked anew', async () => {
      const { ids, work } = counting();
      const first: string[] = [];
      await expect(once.answer(question(), (id) => (first.push(id), declined()))).rejects.toThrow('payment.failed');
      await once.answer(question(), work);
      expect(ids[0]).not.toBe(first[0]);
      expect(await once.kept(question())).toEqual({ status: 200, body: { run: 1 } });
    });

    it('lets another request have the key, which was not used up', async () => {
      const { ids, work } = counting();
      await expect(once.answer(question(), declined)).rejects.toThrow('payment.failed');
      await once.answer(question({ requestHash: OTHER_REQUEST }), work);
      expect(ids).toHaveLength(1);
    });
  });

  it('makes two commands of two requests, whatever their keys', async () => {
    const { ids, work } = counting();
    const failing = (id: string): Promise<Answer> => (ids.push(id), Promise.reject(new Error('no')));
    await expect(once.answer(question(), failing)).rejects.toThrow('no');
    await once.answer(question({ requestHash: OTHER_REQUEST }), work);
    expect(new Set(ids).size).toBe(2);
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
