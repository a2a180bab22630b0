import { isProven } from './verdict.mjs';

const GREEN = 32;
const RED = 31;
const COUNT_WIDTH = 5;
const SENTENCE_MIN = 20;

/** Every rule with its sentence, cut to the width, the number of its specs, and ✓ when it has one and all passed. */
export const tableOf = (proofs, { width, colour }) => {
  const idWidth = Math.max(4, ...proofs.map(({ id }) => id.length));
  const sentenceWidth = Math.max(SENTENCE_MIN, width - idWidth - COUNT_WIDTH - 7);
  const row = (id, sentence, count, mark) =>
    `${id.padEnd(idWidth)}  ${cut(sentence, sentenceWidth).padEnd(sentenceWidth)}  ${count.padStart(COUNT_WIDTH)}  ${mark}`;
  const rows = proofs.map((proof) =>
    row(proof.id, proof.sentence, String(proof.specs.length), markOf(isProven(proof), colour)),
  );
  return [row('rule', 'sentence', 'specs', '').trimEnd(), ...rows].join('\n');
};

/** One rule with its whole sentence and every spec, file by file. */
export const ruleOf = ({ id, sentence, specs }, { colour }) => {
  const files = [...new Set(specs.map(({ file }) => file))].sort();
  const specsIn = (file) => specs.filter((spec) => spec.file === file);
  const line = ({ name, status }) => `  ${markOf(status === 'passed', colour)} ${name}`;
  const groups = files.map((file) => [file, ...specsIn(file).map(line)].join('\n'));
  const counted = `${id} has ${plural(specs.length, 'spec')} in ${plural(files.length, 'file')}.`;
  return [`${id}  ${sentence}`, ...groups, counted].join('\n\n');
};

/** The rules without a spec, with their whole sentences. */
export const missingOf = ({ missing }) =>
  missing.map(({ id, sentence }) => `${id} has no spec: ${sentence}`).join('\n');

/** What has to be mended, one line each, or nothing. */
export const problemsOf = ({ failed, unknown, broken }) =>
  [
    ...unknown.map(
      ({ id, file, name }) => `${id} is no rule of docs/rules.md, mend the name of the spec: ${at(file, name)}`,
    ),
    ...failed.map(({ ids, file, name }) => `${ids.join(', ')} fails: ${at(file, name)}`),
    ...broken.map((file) => `${file} could not be run, so its specs are not known: npm run jest -- ${file}`),
  ].join('\n');

/** One line in numbers. Of a run of some specs only, the rules without one say nothing and are left out. */
export const summaryOf = ({ proofs, specs, missing, failed }, { filtered }) => {
  const failing = failed.length === 0 ? 'all passed' : `${failed.length} failed`;
  const tried = `${plural(proofs.length - missing.length, 'rule')} with ${plural(specs.length, 'spec')}, ${failing}`;
  return filtered ? `${tried}.` : `${tried}; ${plural(missing.length, 'rule')} without a spec.`;
};

const markOf = (good, colour) => {
  const mark = good ? '✓' : '✗';
  return colour ? `\u001B[${good ? GREEN : RED}m${mark}\u001B[0m` : mark;
};

const cut = (sentence, width) => (sentence.length > width ? `${sentence.slice(0, width - 1).trimEnd()}…` : sentence);

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const at = (file, name) => `${file}, "${name}"`;
