import fc from 'fast-check';
import {
  canonicalJson,
  chain,
  hashOf,
  isChained,
  type Position,
  type RecordedEvent,
  type UnchainedEvent,
} from '../index.js';

const metadata = {
  commandId: 'command-1',
  correlationId: 'command-1',
  causationId: 'command-1',
  actor: { id: 'mem_1', role: 'billingOwner' },
  recordedAt: '2026-04-16T00:00:00.000Z',
};

const event = (n: number, data: object = { seats: n }): UnchainedEvent => ({
  id: `00000000-0000-8000-8000-00000000000${n}`,
  type: 'SeatsChanged',
  version: 1,
  data,
  metadata,
});

const stream = 'subscription-sub_1';

const record = (events: readonly UnchainedEvent[], lastHash = ''): RecordedEvent[] =>
  chain(stream, events, lastHash).map((chained, revision) => ({
    ...(JSON.parse(JSON.stringify(chained)) as typeof chained),
    stream,
    revision,
    position: String(revision) as Position,
  }));

describe('Canonical JSON', () => {
  it('has the members of every object in order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: { f: null, e: 'x' } })).toBe(
      '{"a":{"e":"x","f":null},"b":[{"c":2,"d":1}]}',
    );
  });

  it('leaves out what JSON leaves out and writes dates as JSON does', () => {
    expect(canonicalJson({ on: new Date(0), gone: undefined, list: [undefined] })).toBe(
      '{"list":[null],"on":"1970-01-01T00:00:00.000Z"}',
    );
  });

  it('is the same after any value was stored and read', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(canonicalJson(JSON.parse(JSON.stringify(value)) as object)).toBe(canonicalJson(value));
      }),
    );
  });

  it('does not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('The hash chain of a stream', () => {
  it('starts from no hash and links each event to the one before', () => {
    const [first, second, third] = record([event(1), event(2), event(3)]);
    expect(first?.metadata.previousHash).toBe('');
    expect(second?.metadata.previousHash).toBe(first?.metadata.hash);
    expect(third?.metadata.previousHash).toBe(second?.metadata.hash);
  });

  it('goes on from the last hash of the stream', () => {
    const whole = record([event(1), event(2)]);
    const [continued] = record([event(2)], whole[0]?.metadata.hash);
    expect(continued?.metadata).toStrictEqual(whole[1]?.metadata);
  });

  it('has a hash that never changes between versions of Quittance', () => {
    expect(hashOf(stream, event(1), '')).toBe('9e7093da9c2e880ca211505b76a6358bff8c8c467cd6b8fcb059cfb3db1ee251');
  });

  it('holds for events that were stored and read', () => {
    const [first, second] = record([event(1, { b: 1, a: [{ d: 'é', c: undefined }] }), event(2)]) as [
      RecordedEvent,
      RecordedEvent,
    ];
    expect(isChained(first, '')).toBe(true);
    expect(isChained(second, first.metadata.hash)).toBe(true);
  });

  it.each<[string, (event: RecordedEvent) => RecordedEvent]>([
    ['its data', (recorded) => ({ ...recorded, data: { seats: 2 } })],
    ['its type', (recorded) => ({ ...recorded, type: 'SeatsAdded' })],
    ['its version', (recorded) => ({ ...recorded, version: 2 })],
    ['its id', (recorded) => ({ ...recorded, id: event(2).id })],
    ['its stream', (recorded) => ({ ...recorded, stream: 'subscription-sub_2' })],
    [
      'who did it',
      (recorded) => ({ ...recorded, metadata: { ...recorded.metadata, actor: { id: 'mem_2', role: 'x' } } }),
    ],
    ['when it was recorded', (recorded) => ({ ...recorded, metadata: { ...recorded.metadata, recordedAt: '2025' } })],
    [
      'its source',
      (recorded) => ({ ...recorded, metadata: { ...recorded.metadata, sourcePosition: '1' as Position } }),
    ],
    ['its hash', (recorded) => ({ ...recorded, metadata: { ...recorded.metadata, hash: '0'.repeat(64) } })],
    ['the hash before', (recorded) => ({ ...recorded, metadata: { ...recorded.metadata, previousHash: 'x' } })],
  ])('breaks at an event when someone changes %s', (_, tamper) => {
    const [recorded] = record([event(1)]);
    expect(isChained(tamper(recorded!), '')).toBe(false);
  });

  it('breaks when an event was taken out', () => {
    const [first, , third] = record([event(1), event(2), event(3)]);
    expect(isChained(third!, first!.metadata.hash)).toBe(false);
  });

  it('does not depend on the place in the store', () => {
    const [recorded] = record([event(1)]);
    expect(isChained({ ...recorded!, position: '99' as Position, revision: 7 }, '')).toBe(true);
  });
});
