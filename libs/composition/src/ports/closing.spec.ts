import { Closing } from './closing.js';

describe('Closing', () => {
  const recording = (): { closing: Closing; closed: string[]; add: (name: string) => void } => {
    const [closing, closed] = [new Closing(), [] as string[]];
    const add = (name: string): void =>
      closing.add(async () => {
        await Promise.resolve();
        closed.push(name);
      });
    return { closing, closed, add };
  };

  it('closes what was opened last first, one after the other', async () => {
    const { closing, closed, add } = recording();
    ['database', 'store', 'queue'].forEach(add);
    await closing.close();
    expect(closed).toStrictEqual(['queue', 'store', 'database']);
  });

  it('closes once, however often it is asked to', async () => {
    const { closing, closed, add } = recording();
    add('store');
    await Promise.all([closing.close(), closing.close()]);
    await closing.close();
    expect(closed).toStrictEqual(['store']);
  });

  it('closes the rest when some of it cannot be closed, and says what', async () => {
    const { closing, closed, add } = recording();
    const [thrown, rejected] = [new Error('thrown'), new Error('rejected')];
    add('database');
    closing.add(() => {
      throw thrown;
    });
    add('store');
    closing.add(() => Promise.reject(rejected));
    await expect(closing.close()).rejects.toMatchObject({ errors: [rejected, thrown] });
    expect(closed).toStrictEqual(['store', 'database']);
  });
});
