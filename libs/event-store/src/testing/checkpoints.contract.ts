import type { Checkpoints } from '../port/checkpoints.js';
import { BEGINNING, type Position } from '../port/event-store.js';

export interface CheckpointsUnderTest {
  /** On the same storage each time, as another process or the next start would open it. */
  readonly open: () => Promise<Checkpoints>;
  readonly dispose: () => Promise<void>;
}

const position = (n: number): Position => String(n).padStart(20, '0') as Position;

/** Every adapter of the Checkpoints port runs exactly these. */
export const describeCheckpointsContract = (adapter: string, setUp: () => Promise<CheckpointsUnderTest>): void => {
  describe(`${adapter} keeps the Checkpoints contract`, () => {
    let underTest: CheckpointsUnderTest;
    let checkpoints: Checkpoints;
    beforeEach(async () => {
      underTest = await setUp();
      checkpoints = await underTest.open();
    });
    afterEach(() => underTest.dispose());

    it('is at the beginning before anything was saved', async () => {
      expect(await checkpoints.read('automations')).toBe(BEGINNING);
    });

    it('reads what was saved', async () => {
      await checkpoints.save('automations', position(7));
      expect(await checkpoints.read('automations')).toBe(position(7));
    });

    it('moves on and never back', async () => {
      await checkpoints.save('automations', position(7));
      await checkpoints.save('automations', position(12));
      await checkpoints.save('automations', position(9));
      expect(await checkpoints.read('automations')).toBe(position(12));
    });

    it('keeps names apart', async () => {
      await checkpoints.save('automations', position(7));
      await checkpoints.save('mails', position(3));
      expect(await checkpoints.read('automations')).toBe(position(7));
      expect(await checkpoints.read('mails')).toBe(position(3));
    });

    it('is seen by another that is opened on the same storage', async () => {
      await checkpoints.save('automations', position(7));
      expect(await (await underTest.open()).read('automations')).toBe(position(7));
    });
  });
};
