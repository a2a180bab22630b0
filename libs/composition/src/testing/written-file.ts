import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemsOf } from './problems.js';

/** A file of a reader under test, in a folder of its own. */
export class WrittenFile {
  readonly #folder = mkdtempSync(join(tmpdir(), 'quittance-file-'));
  readonly path = join(this.#folder, 'file.yaml');

  write(text: string): this {
    writeFileSync(this.path, text);
    return this;
  }

  /** What a reader refuses the file for, as `line: message`. */
  problems(read: (path: string) => unknown): readonly string[] {
    return problemsOf(() => read(this.path)).map((problem) => problem.replace(`${this.path}:`, ''));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** A text with one line instead of another, which must be in it exactly once. */
export const withLine = (text: string, line: string, other: string): string => {
  if (text.split('\n').filter((each) => each === line).length !== 1) {
    throw new Error(`"${line}" must be exactly one line of the text: write it as it stands there`);
  }
  return text
    .split('\n')
    .flatMap((each) => (each === line ? other.split('\n') : [each]))
    .join('\n');
};
