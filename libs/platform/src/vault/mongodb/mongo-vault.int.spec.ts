import { randomBytes } from 'node:crypto';
import { describeOnMongo, describeOnStandIn, MongoPlace } from '#test/support/on-mongo/index';
import type { Mongo } from '../../mongodb/index.js';
import type { Sealed } from '../vault.js';
import { MongoVault } from './mongo-vault.js';

describeOnMongo((url) => {
  describe('MongoVault', () => {
    const masterKey = randomBytes(32);
    let place: MongoPlace;
    let mongo: Mongo;
    let vault: MongoVault;

    const another = async (): Promise<MongoVault> => MongoVault.open(await place.open(), masterKey);
    const keys = (): Promise<readonly { readonly _id: string; readonly wrapped: string | null }[]> =>
      mongo.database('vault').collection<{ _id: string; wrapped: string | null }>('keys').find().toArray();

    beforeEach(async () => {
      place = new MongoPlace(url());
      mongo = await place.open();
      vault = await MongoVault.open(mongo, masterKey);
    });
    afterEach(() => place.dispose());

    it('does not start with another master key, even before anything was sealed', async () => {
      const other = await place.open();
      const where = `${place.database}_vault at `;
      await expect(MongoVault.open(other, randomBytes(32))).rejects.toThrow(where);
      await expect(MongoVault.open(other, randomBytes(32))).rejects.toThrow(
        'put back the one that they were wrapped with',
      );
      expect((await keys()).map(({ _id }) => _id)).toEqual(['']);
    });

    it('takes one master key of several that start at once with different ones', async () => {
      await mongo.database('vault').dropDatabase();
      const started = await Promise.allSettled(
        Array.from({ length: 4 }, async () => MongoVault.open(await place.open(), randomBytes(32))),
      );
      const refused = started.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
      expect(refused.filter((reason) => reason.includes('the master key does not open'))).toHaveLength(3);
    });

    it.each([0, 16, 31, 33])('refuses a master key of %i bytes', async (length) => {
      await expect(MongoVault.open(mongo, randomBytes(length))).rejects.toThrow(RangeError);
    });

    it('keeps its keys when the read models are dropped', async () => {
      const envelope = await vault.seal('person-1', 'Ada');
      await mongo.database().dropDatabase();
      expect(await (await another()).open(envelope)).toBe('Ada');
    });

    it('stores no key in plain, and only a tombstone of one that was destroyed', async () => {
      await vault.seal('person-1', 'Ada');
      await vault.seal('person-2', 'Bob');
      await vault.destroyKey('person-1');
      const stored = Object.fromEntries((await keys()).map(({ _id, wrapped }) => [_id, wrapped]));
      expect(Object.keys(stored).sort()).toEqual(['', 'person-1', 'person-2']);
      expect(stored['person-1']).toBeNull();
      // Nonce and tag around the 32 bytes.
      expect(Buffer.from(stored['person-2'] ?? '', 'base64')).toHaveLength(60);
    });

    it('does not open a key that was moved to another person', async () => {
      await vault.seal('person-1', 'Ada');
      const envelope = await vault.seal('person-2', 'Bob');
      const [moved] = (await keys()).filter(({ _id }) => _id === 'person-1');
      await mongo
        .database('vault')
        .collection<{ _id: string }>('keys')
        .updateOne({ _id: 'person-2' }, { $set: { wrapped: moved?.wrapped } });
      await expect(vault.open(envelope)).rejects.toThrow('master key');
    });

    it('never makes a destroyed key again, whoever seals while another destroys', async () => {
      const vaults = [vault, await another(), await another()];
      for (let n = 0; n < 15; n += 1) {
        const person = `person-${n}`;
        const sealing = vaults.map((each) => each.seal(person, n).catch(() => null));
        const destroying = vaults.slice(1).map((each) => each.destroyKey(person));
        const envelopes = (await Promise.all(sealing)).filter((envelope): envelope is Sealed => envelope !== null);
        await Promise.all(destroying);

        expect(await Promise.all(envelopes.map((envelope) => vault.open(envelope)))).toEqual(envelopes.map(() => null));
        await expect(vaults[n % 3]!.seal(person, n)).rejects.toThrow(`${person} was destroyed`);
      }
      expect((await keys()).filter(({ wrapped }) => wrapped !== null).map(({ _id }) => _id)).toEqual(['']);
    });
  });
});

describeOnStandIn((standIn) => {
  describe('MongoVault when something fails', () => {
    let place: MongoPlace;
    let vault: MongoVault;
    beforeEach(async () => {
      place = new MongoPlace(standIn().url);
      vault = await MongoVault.open(await place.open(), randomBytes(32));
    });
    afterEach(() => place.dispose());

    it('seals with the key that it made when the answer to its making was lost', async () => {
      standIn().cutAfterCommit('insert');
      const envelope = await vault.seal('person-1', 'Ada');
      expect(await vault.open(await vault.seal('person-1', 'Bob'))).toBe('Bob');
      expect(await vault.open(envelope)).toBe('Ada');
    });

    it.each([['update'], ['insert']])('has destroyed a key when the answer to its %s was lost', async (command) => {
      const envelope = command === 'update' ? await vault.seal('person-1', 'Ada') : null;
      standIn().cutAfterCommit(command);
      await vault.destroyKey('person-1');
      await expect(vault.seal('person-1', 'Ada')).rejects.toThrow('person-1 was destroyed');
      expect(envelope && (await vault.open(envelope))).toBeNull();
    });

    it('goes on after a primary stepped down', async () => {
      standIn().stepDown();
      const envelope = await vault.seal('person-1', 'Ada');
      standIn().stepDown();
      await vault.destroyKey('person-1');
      expect(await vault.open(envelope)).toBeNull();
    });

    it('does not say that a key is destroyed before the server does', async () => {
      const envelope = await vault.seal('person-1', 'Ada');
      standIn().failNext('update', 13);
      await expect(vault.destroyKey('person-1')).rejects.toMatchObject({ code: 13 });
      expect(await vault.open(envelope)).toBe('Ada');
    });
  });
});
