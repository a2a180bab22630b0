import { QuittanceUnderTest } from './quittance.js';

describe('the harness of the scenarios', () => {
  it('fails a test in which the process logged an error', async () => {
    const quittance = new QuittanceUnderTest();
    await quittance.start();
    quittance.logger.error('a job went wrong');
    await expect(quittance.stop()).rejects.toThrow('a job went wrong');
  });

  it('passes one in which it only warned, and begins anew', async () => {
    const quittance = new QuittanceUnderTest();
    await quittance.start({ now: '2026-04-01' });
    quittance.logger.warn('a job is tried again');
    await quittance.stop();
    await quittance.start({ now: '2024-02-29' });
    expect(await quittance.now()).toBe('2024-02-29T08:00:00.000Z');
    await quittance.stop();
  });
});
