import fc from 'fast-check';
import { encode } from './codec.js';
import { InvalidEvent } from './invalid-event.js';
import { golden, goldenEvent, STORED_VERSIONS, type StoredVersion } from './testing/index.js';
import { UnknownEvent } from './unknown-event.js';
import { validate } from './validation.js';

type Path = readonly (string | number)[];
type Data = Record<string | number, unknown>;

/** Their keys are data: a plan more or a currency less is another price list, but no other shape. */
const MAPS = ['answer', 'plans', 'monthlyPerSeat'];

const isMap = (path: Path): boolean => MAPS.includes(String(path.at(-1)));

/** The path of every object in some data, its own included. */
const objectsIn = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, part]) => objectsIn(part, [...path, key]));
  return Array.isArray(value) || isMap(path) ? inside : [path, ...inside];
};

const at = (data: unknown, path: Path): Data => path.reduce((part, key) => part[key] as Data, data as Data);

/** The data with something done to the object at a path. */
const changed = (data: object, path: Path, change: (object: Data) => unknown): object => {
  const copy = structuredClone(data);
  change(at(copy, path));
  return copy;
};

const OBJECTS = STORED_VERSIONS.flatMap(({ type, version, name }) =>
  objectsIn(goldenEvent(type, version).data).map((path) => ({ type, version, name, path })),
);

const FIELDS = OBJECTS.flatMap((object) => {
  const { data } = goldenEvent(object.type, object.version);
  return Object.keys(at(data, object.path)).map((field) => ({ ...object, field }));
});

const refusal = ({ type, version }: StoredVersion, data: unknown): unknown => {
  try {
    validate(type, version, data);
    return null;
  } catch (error) {
    return error;
  }
};

const expectRefusedAt = (stored: StoredVersion, data: unknown, path: Path): void => {
  const error = refusal(stored, data);
  expect(error).toBeInstanceOf(InvalidEvent);
  expect((error as InvalidEvent).paths).toContain(path.join('.'));
};

describe('validating', () => {
  it('knows every version, and no other', () => {
    const { data } = goldenEvent('SeatsChanged', 1);
    expect(() => validate('SeatsChanged', 1, data)).not.toThrow();
    expect(() => validate('SeatsChanged', 99, data)).toThrow(UnknownEvent);
    expect(() => validate('SeatsDoubled', 1, data)).toThrow(UnknownEvent);
  });

  it('refuses any golden event with any field left out', () => {
    for (const { path, field, ...stored } of FIELDS) {
      const { data } = goldenEvent(stored.type, stored.version);
      const without = changed(data, path, (object) => Reflect.deleteProperty(object, field));
      expectRefusedAt(stored, without, [...path, field]);
    }
  });

  it('refuses any golden event with any field undefined, which would be left out of what is stored', () => {
    for (const { path, field, ...stored } of FIELDS) {
      const { data } = goldenEvent(stored.type, stored.version);
      const without = changed(data, path, (object) => (object[field] = undefined));
      expectRefusedAt(stored, without, [...path, field]);
    }
  });

  it('refuses any golden event with an unknown field, wherever it is and whatever it holds', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...OBJECTS),
        fc.stringMatching(/^x[A-Za-z]{1,20}$/),
        fc.anything(),
        (object, field, value) => {
          const { data } = goldenEvent(object.type, object.version);
          const more = changed(data, object.path, (target) => (target[field] = value));
          expectRefusedAt(object, more, [...object.path, field]);
        },
      ),
      { numRuns: 1_000 },
    ));

  it('refuses any golden event with another kind of value in any field', () => {
    const wrong = fc.oneof(fc.constant(Number.NaN), fc.constant(1.5), fc.constant(''), fc.bigInt(), fc.constant([[]]));
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), wrong, ({ path, field, ...stored }, value) => {
        const { data } = goldenEvent(stored.type, stored.version);
        const other = changed(data, path, (object) => (object[field] = value));
        expect(refusal(stored, other)).toBeInstanceOf(InvalidEvent);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('encoding what the domain can decide', () => {
  const id = fc.stringMatching(/^[a-z]{3}_[0-9a-f]{8}$/);
  const cycle = fc.constantFrom('monthly' as const, 'annual' as const);
  const amount = fc.integer({ min: 0, max: 2 ** 40 });
  const selection = fc.record({ plan: id, cycle, seats: fc.integer({ min: 1, max: 500 }) });
  const { period, bill } = golden('PlanUpgraded').data;
  const lines = fc.array(
    fc.tuple(selection, amount, fc.constantFrom('charge' as const, 'credit' as const)).map(([what, minor, kind]) => ({
      kind,
      ...what,
      period,
      unitPrice: minor,
      amount: kind === 'credit' ? -minor : minor,
    })),
    { minLength: 1, maxLength: 3 },
  );

  it('takes any amounts, lines and selections, and stores them as they are', () =>
    fc.assert(
      fc.property(fc.option(selection), selection, lines, amount, (from, to, billed, net) => {
        const { data } = golden('PlanUpgraded');
        const upgraded = { ...data, from, to, bill: { ...bill, lines: billed, net } };
        expect(encode({ type: 'PlanUpgraded', data: upgraded }).data).toStrictEqual(upgraded);
      }),
    ));
});
