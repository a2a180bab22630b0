import { StoryWorld } from '../testing/story-world.js';
import { ERASED, openEnvelopes, WITHHELD } from './open-envelopes.js';

describe('opening the envelopes of an event', () => {
  let world: StoryWorld;
  beforeEach(() => {
    world = new StoryWorld();
  });
  afterEach(() => world.close());

  it('finds them at any depth and leaves everything else as it is', async () => {
    const sealed = await world.vault.seal('person-ann', { name: 'Ann' });
    const rest = { amount: 67_45, at: null, isPaid: true, lines: [1, 'two', {}] };
    const opened = await openEnvelopes(world.vault, { ...rest, deep: [{ who: sealed }, sealed] });
    expect(opened).toStrictEqual({ ...rest, deep: [{ who: { name: 'Ann' } }, { name: 'Ann' }] });
  });

  it('takes for an envelope only what is nothing else', async () => {
    const alike = [{ keyId: 'a' }, { keyId: 'a', sealed: 1 }, { keyId: 'a', sealed: 'b', more: 'c' }];
    expect(await openEnvelopes(world.vault, alike)).toStrictEqual(alike);
  });

  it('says what was erased, and withholds the token of a card whether it was or not', async () => {
    const sealed = await world.vault.seal('billing', 'tok_ok');
    const data = { email: sealed, paymentMethod: { token: sealed } };
    expect(await openEnvelopes(world.vault, data)).toStrictEqual({
      email: 'tok_ok',
      paymentMethod: { token: WITHHELD },
    });
    await world.vault.destroyKey('billing');
    expect(await openEnvelopes(world.vault, data)).toStrictEqual({ email: ERASED, paymentMethod: { token: WITHHELD } });
  });

  it('fails on an envelope that was altered, rather than show half a history', async () => {
    const sealed = await world.vault.seal('person-ann', 'Ann');
    const altered = { ...sealed, sealed: Buffer.alloc(64).toString('base64') };
    await expect(openEnvelopes(world.vault, [altered])).rejects.toThrow('was altered');
  });
});
