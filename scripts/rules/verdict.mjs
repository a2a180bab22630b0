import { relative } from 'node:path';
import { idsIn } from './names.mjs';

/**
 * Judges the rules by jest's JSON result. A spec counts for a rule when it ran and its name, or that of a block around
 * it, carries the id; one that was skipped proves nothing. `unknown` are ids that no rule has, and `broken` the files
 * that could not be run, whose specs nobody has seen.
 */
export const judge = (rules, result, root) => {
  const named = specsOf(result, root);
  const ran = named.filter(({ status }) => status === 'passed' || status === 'failed');
  const proofs = rules.map((rule) => ({ ...rule, specs: ran.filter(({ ids }) => ids.includes(rule.id)) }));
  const known = new Set(rules.map(({ id }) => id));
  return {
    proofs,
    specs: ran,
    missing: proofs.filter(({ specs }) => specs.length === 0),
    failed: ran.filter(({ status }) => status === 'failed'),
    unknown: named.flatMap((spec) => spec.ids.filter((id) => !known.has(id)).map((id) => ({ ...spec, id }))),
    broken: filesThatBroke(result, root),
  };
};

/** Whether a rule has a spec and none of its specs failed. */
export const isProven = ({ specs }) => specs.length > 0 && specs.every(({ status }) => status === 'passed');

/** Whether nothing is wrong. A rule without a spec is wrong unless it is allowed to wait for one. */
export const holds = ({ missing, failed, unknown, broken }, { allowMissing }) =>
  failed.length + unknown.length + broken.length === 0 && (allowMissing || missing.length === 0);

const specsOf = ({ testResults }, root) =>
  testResults
    .flatMap(({ name, assertionResults }) => assertionResults.map((spec) => specOf(spec, relative(root, name))))
    .filter(({ ids }) => ids.length > 0);

const specOf = ({ ancestorTitles, title, status }, file) => {
  const name = [...ancestorTitles, title].join(' › ');
  return { file, name, status, ids: idsIn(name) };
};

const filesThatBroke = ({ testResults }, root) =>
  testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name }) => relative(root, name));
