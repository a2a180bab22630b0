import { z } from 'zod';
import { InvalidEvent } from './invalid-event.js';
import { schemaOf } from './registry.js';

/** Names of fields and ids look like this; anything else may be data that was taken for a name. */
const NAME = /^[\w-]{1,64}$/;

/**
 * Refuses data that does not fit the schema of its version: a field too few, a field too many, another kind of value.
 * @throws UnknownEvent, InvalidEvent.
 */
export const validate = (type: string, version: number, data: unknown): void => {
  const { error } = schemaOf(type, version).safeParse(data);
  if (error !== undefined) throw new InvalidEvent({ type, version, paths: error.issues.flatMap(pathsOf) });
};

/** The schema of one version as JSON Schema 2020-12. @throws UnknownEvent. */
export const jsonSchemaOf = (type: string, version: number): z.core.JSONSchema.BaseSchema =>
  z.toJSONSchema(schemaOf(type, version));

const pathsOf = (issue: z.core.$ZodIssue): string[] => {
  const ends = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const paths = ends.length === 0 ? [issue.path] : ends.map((end) => [...issue.path, end]);
  return paths.map((path) => (path.length === 0 ? '(all of it)' : path.map(shown).join('.')));
};

const shown = (key: PropertyKey): string => (NAME.test(String(key)) ? String(key) : '(withheld)');
