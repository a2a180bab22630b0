import { promised } from './promised.js';

describe('promised', () => {
  it('runs the work at once and resolves with what it returns', async () => {
    const order: string[] = [];
    const pending = promised(() => order.push('work'));
    order.push('after the call');
    expect(await pending).toBe(1);
    expect(order).toEqual(['work', 'after the call']);
  });

  it('rejects with what the work throws instead of throwing it', async () => {
    const error = new Error('no');
    await expect(
      promised(() => {
        throw error;
      }),
    ).rejects.toBe(error);
  });
});
