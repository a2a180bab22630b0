import fc from 'fast-check';
import { type Sealed, type Vault } from '../vault/vault.js';

export interface VaultSetup {
  /** Another instance on the same keys, as another process would have it. */
  open(): Promise<Vault>;
  close(): Promise<void>;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';

/** Every adapter of the Vault port runs exactly these. `setUp` gives a place without any key. */
export const describeVaultContract = (adapter: string, setUp: () => Promise<VaultSetup>): void => {
  describe(`${adapter} keeps the Vault contract`, () => {
    let setup: VaultSetup;
    let vault: Vault;
    beforeEach(async () => {
      setup = await setUp();
      vault = await setup.open();
    });
    afterEach(() => setup.close());

    const seal = (value: unknown): Promise<Sealed> => vault.seal('person-1', value);

    describe('sealing and opening', () => {
      it('opens any JSON value as it was sealed', async () => {
        await fc.assert(
          fc.asyncProperty(fc.jsonValue(), async (value) => {
            expect(await vault.open(await seal(value))).toEqual(JSON.parse(JSON.stringify(value)));
          }),
        );
      });

      it.each([
        ['text in any script', 'Zoë 日本語 🧾 العربية e\u0301 \u0000 \ud800'],
        ['null', null],
        ['an empty text', ''],
        ['100 KB of text', 'é'.repeat(50_000)],
        ['a structure', { name: 'Ada', address: { lines: ['1 rue X', ''], since: 1843 } }],
      ])('opens %s', async (_, value) => {
        expect(await vault.open(await seal(value))).toEqual(value);
      });

      it('names the key and shows nothing of the value', async () => {
        const envelope = await seal({ email: 'ada@acme.example' });
        expect(Object.keys(envelope).sort()).toEqual(['keyId', 'sealed']);
        expect(envelope.keyId).toBe('person-1');
        expect(Buffer.from(envelope.sealed, 'base64').includes('ada')).toBe(false);
      });

      it('never gives the same envelope twice, so that equal values cannot be told', async () => {
        const envelopes = await Promise.all(Array.from({ length: 100 }, () => seal('same')));
        expect(new Set(envelopes.map(({ sealed }) => sealed)).size).toBe(100);
      });

      it.each([[undefined], [() => 'x'], [Symbol('x')], [1n]])('refuses %p, which is no JSON value', async (value) => {
        await expect(seal(value)).rejects.toThrow(TypeError);
      });

      it('refuses a key without a name', async () => {
        await expect(vault.seal('', 'x')).rejects.toThrow(TypeError);
        await expect(vault.destroyKey('')).rejects.toThrow(TypeError);
      });
    });

    describe('an envelope that was tampered with', () => {
      it('does not open with any one character changed', async () => {
        const envelope = await seal('Ada');
        const change = fc.record({
          at: fc.nat({ max: envelope.sealed.length - 1 }),
          to: fc.constantFrom(...Array.from(ALPHABET)),
        });
        await fc.assert(
          fc.asyncProperty(change, async ({ at, to }) => {
            fc.pre(envelope.sealed.charAt(at) !== to);
            const sealed = envelope.sealed.slice(0, at) + to + envelope.sealed.slice(at + 1);
            await expect(vault.open({ ...envelope, sealed })).rejects.toThrow('altered');
          }),
          { numRuns: 500 },
        );
      });

      it('does not open cut short or made longer', async () => {
        const { keyId, sealed } = await seal('Ada');
        for (let length = 0; length < sealed.length; length += 1) {
          await expect(vault.open({ keyId, sealed: sealed.slice(0, length) })).rejects.toThrow('altered');
        }
        await expect(vault.open({ keyId, sealed: `${sealed}AAAA` })).rejects.toThrow('altered');
        await expect(vault.open({ keyId, sealed: `${sealed}\n` })).rejects.toThrow('altered');
      });

      it('does not open under the key of somebody else', async () => {
        const { sealed } = await seal('Ada');
        await vault.seal('person-2', 'Bob');
        await expect(vault.open({ keyId: 'person-2', sealed })).rejects.toThrow('altered');
      });

      it('does not open under a key that never was', async () => {
        const { sealed } = await seal('Ada');
        await expect(vault.open({ keyId: 'person-3', sealed })).rejects.toThrow('person-3');
      });
    });

    describe('a destroyed key', () => {
      it('erases everything sealed with it and nothing else', async () => {
        const envelopes = [await seal('one'), await seal('two')];
        const other = await vault.seal('person-2', 'Bob');
        await vault.destroyKey('person-1');
        expect(await Promise.all(envelopes.map((envelope) => vault.open(envelope)))).toEqual([null, null]);
        expect(await vault.open(other)).toBe('Bob');
      });

      it('seals nothing any more', async () => {
        await seal('Ada');
        await vault.destroyKey('person-1');
        await expect(seal('Ada')).rejects.toThrow('person-1 was destroyed');
      });

      it('may be destroyed twice', async () => {
        const envelope = await seal('Ada');
        await vault.destroyKey('person-1');
        await vault.destroyKey('person-1');
        expect(await vault.open(envelope)).toBeNull();
      });

      it('stays destroyed when it was destroyed before its first use', async () => {
        await vault.destroyKey('person-1');
        await expect(seal('Ada')).rejects.toThrow('person-1 was destroyed');
      });
    });

    describe('two instances', () => {
      it('open what the other one sealed', async () => {
        const other = await setup.open();
        expect(await other.open(await seal('Ada'))).toBe('Ada');
        expect(await vault.open(await other.seal('person-1', 'Bob'))).toBe('Bob');
      });

      it('use one key when both make it at once', async () => {
        const vaults = await Promise.all(Array.from({ length: 4 }, () => setup.open()));
        const envelopes = await Promise.all(vaults.map((each, n) => each.seal('shared', n)));
        expect(await Promise.all(envelopes.map((envelope) => vault.open(envelope)))).toEqual([0, 1, 2, 3]);
      });

      it('both see a key destroyed by one of them, even a key they have used', async () => {
        const other = await setup.open();
        const envelope = await seal('Ada');
        expect(await other.open(envelope)).toBe('Ada');
        await vault.destroyKey('person-1');
        expect(await other.open(envelope)).toBeNull();
        await expect(other.seal('person-1', 'Ada')).rejects.toThrow('person-1 was destroyed');
      });
    });
  });
};
