import { Recurring } from './recurring.js';

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('work that recurs', () => {
  it('is done at once, and again after it has ended, never twice at the same time', async () => {
    let [times, atOnce, most] = [0, 0, 0];
    const recurring = new Recurring(
      async () => {
        [times, atOnce] = [times + 1, atOnce + 1];
        most = Math.max(most, atOnce);
        await turns(3);
        atOnce -= 1;
      },
      { everyMs: 0, onError: () => undefined },
    );
    recurring.start();
    expect(times).toBe(1);
    while (times < 4) await turns(1);
    await recurring.stop();
    expect(most).toBe(1);
  });

  it('goes on after a failure, which is reported', async () => {
    const errors: unknown[] = [];
    let times = 0;
    const recurring = new Recurring(
      () => {
        times += 1;
        return times < 3 ? Promise.reject(new Error(`time ${times}`)) : Promise.resolve();
      },
      { everyMs: 0, onError: (error) => errors.push(error) },
    );
    recurring.start();
    while (times < 3) await turns(1);
    await recurring.stop();
    expect(errors).toEqual([new Error('time 1'), new Error('time 2')]);
  });

  it('ends with stop, which waits for the present time, and may be started again', async () => {
    let [begun, ended] = [0, 0];
    const recurring = new Recurring(
      async () => {
        begun += 1;
        await turns(5);
        ended += 1;
      },
      { everyMs: 0, onError: () => undefined },
    );
    recurring.start();
    await recurring.stop();
    expect([begun, ended]).toEqual([1, 1]);
    await turns(10);
    expect(begun).toBe(1);
    recurring.start();
    await recurring.stop();
    expect([begun, ended]).toEqual([2, 2]);
  });
});
