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

  it('shows what may be shown of a card and withholds its token, wherever the envelope stands', async () => {
    const sealed = await world.vault.seal('billing', { brand: 'visa', lastFour: '4242', token: 'tok_ok' });
    const card = { brand: 'visa', lastFour: '4242', token: WITHHELD };
    expect(await openEnvelopes(world.vault, { account: { paymentMethod: sealed }, cards: [sealed] })).toStrictEqual({
      account: { paymentMethod: card },
      cards: [card],
    });
  });

  it('says what was erased', async () => {
    const email = await world.vault.seal('billing', 'ann@acme.example');
    const paymentMethod = await world.vault.seal('billing', { brand: 'visa', lastFour: '4242', token: 'tok_ok' });
    await world.vault.destroyKey('billing');
    expect(await openEnvelopes(world.vault, { email, paymentMethod })).toStrictEqual({
      email: ERASED,
      paymentMethod: ERASED,
    });
  });

  it('fails on an envelope that was altered, rather than show half a history', async () => {
    const sealed = await world.vault.seal('person-ann', 'Ann');
    const altered = { ...sealed, sealed: Buffer.alloc(64).toString('base64') };
    await expect(openEnvelopes(world.vault, [altered])).rejects.toThrow('was altered');
  });
});
