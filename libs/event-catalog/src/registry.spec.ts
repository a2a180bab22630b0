import type { z } from 'zod';
import { EVENTS } from './registry.js';
import { STREAMS } from './schemas/index.js';
import { STORED_VERSIONS } from './testing/index.js';
import { jsonSchemaOf } from './validation.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;

interface Place {
  readonly path: string;
  readonly schema: JsonSchema;
}

const SENTENCE = /^[A-Z`].*\.$/;

const isSchema = (part: unknown): part is JsonSchema => typeof part === 'object' && part !== null;

const fieldsOf = ({ path, schema }: Place): Place[] =>
  Object.entries({ ...schema.properties, ...schema.$defs })
    .filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]))
    .map(([key, field]) => ({ path: `${path}.${key}`, schema: field }));

/** What the items of a list, the values of a map and the alternatives of a field are. */
const partsOf = ({ path, schema }: Place): Place[] =>
  [schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])]
    .filter(isSchema)
    .map((part) => ({ path, schema: part }));

const withAllInside = (place: Place): Place[] => [
  place,
  ...[...fieldsOf(place), ...partsOf(place)].flatMap(withAllInside),
];

const EVERYWHERE = STORED_VERSIONS.flatMap(({ type, version, name }) =>
  withAllInside({ path: name, schema: jsonSchemaOf(type, version) }),
);

/** A shape describes itself, so a field of that shape may do without. */
const isDescribed = ({ schema: { description, $ref } }: Place): boolean =>
  description === undefined ? $ref !== undefined : SENTENCE.test(description);

describe('the catalogue of events', () => {
  it.each(Object.entries(EVENTS))('%s has its versions from 1 on, without a gap', (_type, { versions }) => {
    const numbers = Object.keys(versions).map(Number);
    expect(numbers).toStrictEqual(numbers.map((_, i) => i + 1));
  });

  it('has a sentence for each event, and events for each kind of stream', () => {
    expect(Object.values(EVENTS).filter(({ summary }) => !SENTENCE.test(summary))).toStrictEqual([]);
    const kinds = new Set(Object.values(EVENTS).map(({ stream }) => stream));
    expect([...kinds].sort()).toStrictEqual(Object.keys(STREAMS).sort());
  });

  it('says of each version after the first what is new in it', () => {
    const later = STORED_VERSIONS.filter(({ version }) => version > 1);
    const silent = later.filter(({ type, version }) => !SENTENCE.test(jsonSchemaOf(type, version).description ?? ''));
    expect(silent.map(({ name }) => `say in describe() of ${name} what is new and why`)).toStrictEqual([]);
  });

  it('describes every field with a sentence', () => {
    const silent = EVERYWHERE.flatMap(fieldsOf).filter((field) => !isDescribed(field));
    expect(silent.map(({ path }) => `describe ${path} with a sentence that names its unit`)).toStrictEqual([]);
  });

  it('has no field that may be left out', () => {
    const optional = EVERYWHERE.flatMap(({ path, schema: { properties, required } }) =>
      Object.keys(properties ?? {})
        .filter((key) => required?.includes(key) !== true)
        .map((key) => `${path}.${key}`),
    );
    expect(optional.map((path) => `make ${path} nullable: a field without a value is null`)).toStrictEqual([]);
  });

  it('has no object that takes fields without a name', () => {
    const loose = EVERYWHERE.filter(
      ({ schema }) => schema.properties !== undefined && schema.additionalProperties !== false,
    );
    expect(loose.map(({ path }) => `make ${path} a z.strictObject`)).toStrictEqual([]);
  });
});
