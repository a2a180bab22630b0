import { BEGINNING } from '#event-store';
import { type DocumentWrite, InvalidName } from '../index.js';
import { type ReadModelsFixture } from './read-models.fixture.js';

/** What a document is, and what it is not mixed up with. */
export function describeDocuments(fixture: ReadModelsFixture): void {
  describe('documents', () => {
    it('answers null for a document that was never written', async () => {
      expect(await fixture.store.get(fixture.invoices, 'a')).toBeNull();
    });

    it('gives a document back as it was written', async () => {
      const document = {
        lines: [{ net: -33_73, text: 'Sitzplätze 😀 \0 "%_\'' }],
        paidOn: null,
        isOpen: true,
        seats: {},
      };
      await fixture.write([{ collection: fixture.invoices, id: 'a', document }]);

      expect(await fixture.store.get(fixture.invoices, 'a')).toStrictEqual(document);
    });

    it('takes ids of any well-formed text', async () => {
      const names = ['', ' ', '%', '_', "'", '"', '\\', 'é', '\uffff', '😀', '__proto__', '$where', 'a.b', 'A', 'a'];
      await fixture.write(names.map((id) => ({ collection: fixture.invoices, id, document: { id } })));

      const documents = await Promise.all(names.map((id) => fixture.store.get(fixture.invoices, id)));
      expect(documents).toStrictEqual(names.map((id) => ({ id })));
    });

    it('answers many documents in the order they are asked for, one asked for twice and one never written too', async () => {
      const ids = Array.from({ length: 300 }, (_, n) => `invoice-${n}`);
      await fixture.write([
        ...ids.map((id) => fixture.invoice(id)),
        { collection: fixture.spaces, id: 'invoice-1', document: { name: 'Space' } },
      ]);
      const asked = [...[...ids].reverse(), 'never', 'invoice-7', ''].map((id) => ({
        collection: fixture.invoices,
        id,
      }));
      const others = ['invoice-1', 'never'].map((id) => ({ collection: fixture.spaces, id }));

      expect(await fixture.store.getMany([others[0]!, ...asked, others[1]!])).toStrictEqual([
        { name: 'Space' },
        ...[...ids].reverse().map((number) => ({ number })),
        ...[null, { number: 'invoice-7' }, null, null],
      ]);
      expect(await fixture.store.getMany([])).toStrictEqual([]);
      expect(await fixture.store.getMany([{ collection: `${fixture.invoices}-never`, id: 'a' }])).toStrictEqual([null]);
    });

    it('keeps a document exactly, whatever its properties are called', async () => {
      const document = JSON.parse(
        '{"$ref":"a","$id":{"$oid":"b"},"a.b":{"":1,".":2,"$":3},"":"","__proto__":{"x":1},"b":0,"1":0.1,"_id":[[]],"\\u0000":1e300}',
      ) as object;
      await fixture.write([{ collection: fixture.invoices, id: 'a', document }]);

      const kept = await fixture.store.get(fixture.invoices, 'a');
      expect(JSON.stringify(kept)).toBe(JSON.stringify(document));
    });

    it('drops a property that is undefined', async () => {
      await fixture.write([
        { collection: fixture.invoices, id: 'a', document: { paidOn: undefined, lines: [undefined] } },
      ]);

      expect(await fixture.store.get(fixture.invoices, 'a')).toStrictEqual({ lines: [null] });
    });

    it('replaces the whole document', async () => {
      await fixture.write([{ collection: fixture.invoices, id: 'a', document: { number: 'a', paidOn: '2026-04-16' } }]);
      await fixture.write([{ collection: fixture.invoices, id: 'a', document: { number: 'a' } }]);

      expect(await fixture.store.get(fixture.invoices, 'a')).toStrictEqual({ number: 'a' });
    });

    it('forgets a deleted document and its keys', async () => {
      await fixture.write([fixture.invoice('a', '2026-04-16'), fixture.invoice('b', '2026-04-16')]);
      await fixture.write([{ collection: fixture.invoices, id: 'a', document: null }]);

      expect(await fixture.store.get(fixture.invoices, 'a')).toBeNull();
      expect(await fixture.ids()).toStrictEqual(['b']);
    });

    it('takes the deletion of a document that is not there', async () => {
      const position = await fixture.write([{ collection: fixture.invoices, id: 'a', document: null }]);

      expect(await fixture.store.checkpoint(fixture.projection)).toBe(position);
    });

    it('keeps collections apart', async () => {
      await fixture.write([
        fixture.invoice('a', '2026-04-16'),
        { collection: fixture.spaces, id: 'a', document: { name: 'Space A' } },
      ]);
      await fixture.write([{ collection: fixture.spaces, id: 'a', document: null }]);

      expect(await fixture.store.get(fixture.spaces, 'a')).toBeNull();
      expect(await fixture.store.get(fixture.invoices, 'a')).toStrictEqual({ number: 'a' });
      expect(await fixture.ids()).toStrictEqual(['a']);
    });

    it('lets the later of two writes to one document in one commit win', async () => {
      await fixture.write([
        { collection: fixture.invoices, id: 'a', document: { version: 1 }, keys: { date: '1', owner: 'o' } },
        { collection: fixture.invoices, id: 'b', document: { version: 1 }, keys: { date: '1' } },
        { collection: fixture.invoices, id: 'c', document: null },
        { collection: fixture.invoices, id: 'a', document: { version: 2 }, keys: { date: '2' } },
        { collection: fixture.invoices, id: 'b', document: null },
        { collection: fixture.invoices, id: 'c', document: { version: 2 }, keys: { date: '3' } },
      ]);

      expect(await fixture.store.get(fixture.invoices, 'a')).toStrictEqual({ version: 2 });
      expect(await fixture.ids()).toStrictEqual(['a', 'c']);
      expect(await fixture.ids({ key: 'owner' })).toStrictEqual([]);
    });

    it.each([
      ['an id with a NUL', (): DocumentWrite => fixture.invoice('a\0b')],
      ['a key with a NUL', (): DocumentWrite => fixture.invoice('a', 'x\0y')],
      ['half a surrogate pair', (): DocumentWrite => fixture.invoice('a', '\ud83d')],
    ])('refuses %s and writes nothing', async (_, bad) => {
      await expect(fixture.write([fixture.invoice('good'), bad()])).rejects.toBeInstanceOf(InvalidName);

      expect(await fixture.store.get(fixture.invoices, 'good')).toBeNull();
      expect(await fixture.store.checkpoint(fixture.projection)).toBe(BEGINNING);
    });
  });
}
