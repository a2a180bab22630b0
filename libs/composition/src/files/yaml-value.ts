import { isAlias, isMap, isNode, isScalar, isSeq, type Document } from 'yaml';

/** What the values of one file share. */
export interface Reading {
  readonly document: Document;
  readonly noteProblem: (offset: number, message: string) => void;
}

interface Place {
  /** As the author of the file would name it: `versions[0].plans.premium`; empty for the whole file. */
  readonly path: string;
  /** The character that its line is found by. */
  readonly offset: number;
}

/**
 * A value in a YAML file. Reading what it is not notes a problem with its line and gives null, so that the reader goes
 * on and finds the other problems too. A value that is missing gives null and notes nothing: `fields` has done so.
 */
export class YamlValue {
  readonly #reading: Reading;
  readonly #node: unknown;
  readonly #place: Place;

  constructor(reading: Reading, node: unknown, place: Place) {
    this.#reading = reading;
    this.#node = isAlias(node) ? node.resolve(reading.document) : node;
    this.#place = place;
    if (isAlias(node) && this.#node === undefined) this.problem(`repeats &${node.source}, which no line above defines`);
  }

  get isMissing(): boolean {
    return !isNode(this.#node) || (isScalar(this.#node) && this.#node.value === null);
  }

  /** Notes what is wrong with this value and what to write instead. */
  problem(message: string): null {
    this.#reading.noteProblem(this.#place.offset, `${this.#place.path || 'the file'} ${message}`);
    return null;
  }

  /** Text that is not empty, without the space around it. */
  text(): string | null {
    if (this.isMissing) return null;
    const { value, source } = this.#scalar();
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    const isOtherScalar = typeof value === 'number' || typeof value === 'boolean';
    return this.problem(isOtherScalar ? `must be in quotes: "${source}"` : 'must be text that is not empty');
  }

  /** A whole number, both bounds included. */
  wholeNumber(min: number, max: number): number | null {
    if (this.isMissing) return null;
    const { value, source } = this.#scalar();
    const isWhole = typeof value === 'number' && /^-?\d+$/.test(source);
    if (isWhole && value >= min && value <= max) return value;
    return this.problem(`must be a whole number from ${min} to ${max}, without quotes`);
  }

  items(): readonly YamlValue[] {
    if (this.isMissing) return [];
    if (!isSeq(this.#node)) {
      this.problem('must be a list, like [a, b]');
      return [];
    }
    return this.#node.items.map((item, index) => this.#child(item, item, `${this.#place.path}[${index}]`));
  }

  /** The values by their keys, whatever the keys are. */
  entries(): readonly (readonly [string, YamlValue])[] {
    if (this.isMissing) return [];
    if (!isMap(this.#node)) {
      this.problem('must be a mapping: "key: value" lines, or {key: value}');
      return [];
    }
    return this.#node.items.map(({ key, value }) => {
      const name = String(isScalar(key) ? key.value : key);
      return [name, this.#child(value, key, this.#pathOf(name))] as const;
    });
  }

  /** The values of these keys. Notes every other key, and every required one that is missing. */
  fields<Required extends string, Optional extends string = never>(
    required: readonly Required[],
    optional: readonly Optional[] = [],
  ): Readonly<Record<Required | Optional, YamlValue>> {
    const known: readonly string[] = [...required, ...optional];
    const given = new Map(this.entries());
    for (const [key, value] of given) {
      if (!known.includes(key)) value.problem(`is not known: the keys here are ${known.join(', ')}`);
    }
    const all = new Map(known.map((key) => [key, given.get(key) ?? this.#child(null, null, this.#pathOf(key))]));
    if (isMap(this.#node))
      required.filter((key) => all.get(key)?.isMissing).forEach((key) => all.get(key)?.problem('is missing: add it'));
    return Object.fromEntries(all) as Record<Required | Optional, YamlValue>;
  }

  #scalar(): { value: unknown; source: string } {
    return isScalar(this.#node)
      ? { value: this.#node.value, source: this.#node.source ?? '' }
      : { value: undefined, source: '' };
  }

  /** `shown` is the node whose line a problem names: a key, since its value may begin a line below. */
  #child(node: unknown, shown: unknown, path: string): YamlValue {
    const offset = (isNode(shown) ? shown.range?.[0] : undefined) ?? this.#place.offset;
    return new YamlValue(this.#reading, node, { path, offset });
  }

  #pathOf(key: string): string {
    return this.#place.path === '' ? key : `${this.#place.path}.${key}`;
  }
}
