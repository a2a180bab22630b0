export type Details = Readonly<Record<string, unknown>>;

/** What a person, and a program, is told of one code. */
export interface ProblemRow {
  readonly status: number;
  readonly title: string;
  readonly detail: string | ((details: Details) => string);
  /** What to do next. */
  readonly next: string | ((details: Details) => string);
  /** The field of the body that a rule refuses. */
  readonly field?: string;
  /** Seconds after which the very same request may succeed. */
  readonly retryAfterS?: number;
}

/** A detail as it stands in a sentence; nothing for one that is missing. */
export const word = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(word).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
