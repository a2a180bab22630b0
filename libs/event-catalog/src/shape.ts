import { createHash } from 'node:crypto';
import { z } from 'zod';
import { schemaOf } from './registry.js';

/** With the keys in order, and of a format its name alone: the pattern behind it is zod's and may become better. */
const canonical = (_key: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([key]) => !(key === 'pattern' && 'format' in value));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/**
 * SHA-256, in hex, of what the schema of a version accepts. Its words do not count: those may be mended.
 * @throws UnknownEvent.
 */
export const shapeOf = (type: string, version: number): string => {
  const wordless = z.toJSONSchema(schemaOf(type, version), { metadata: z.registry() });
  return createHash('sha256').update(JSON.stringify(wordless, canonical)).digest('hex');
};
