import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import { ConfigurationRefused, type ConfigurationProblem } from '../configuration-refused.js';
import type { SettingName } from '../settings/definitions.js';
import { YamlValue } from './yaml-value.js';

export interface FileToRead {
  /** Absolute. */
  readonly path: string;
  /** The setting that names the file. */
  readonly setting: SettingName;
}

const textOf = ({ path, setting }: FileToRead): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    const message = `cannot be read (${reason}): set ${setting} to a YAML file that this user may read`;
    throw new ConfigurationRefused([{ where: path, message }]);
  }
};

const wordsOf = ({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): string =>
  code === 'MULTIPLE_DOCS' ? 'begins a second document: take the line --- out' : `is no correct YAML here: ${message}`;

/**
 * What `read` makes of a YAML file.
 * @throws ConfigurationRefused with every problem of the file, in the order of its lines.
 */
export const readYamlFile = <T>(file: FileToRead, read: (root: YamlValue) => T | null): T => {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false });
  const found: { line: number; message: string }[] = [];
  const noteProblem = (offset: number, message: string): void => {
    found.push({ line: lines.linePos(offset).line, message });
  };
  for (const error of document.errors) noteProblem(error.pos[0], wordsOf(error));
  // A key that stands twice leaves the rest readable; after any other mistake the rest may be read as it is not meant.
  const isReadable = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  const root = new YamlValue({ document, noteProblem }, document.contents, { path: '', offset: 0 });
  if (root.isMissing && isReadable) root.problem('is empty: begin with the one in the folder config');
  const value = isReadable ? read(root) : null;
  if (value !== null && found.length === 0) return value;
  const inOrder = found.sort((a, b) => a.line - b.line);
  throw new ConfigurationRefused(
    inOrder.map(({ line, message }): ConfigurationProblem => ({ where: `${file.path}:${line}`, message })),
  );
};
