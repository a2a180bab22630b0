import { Problem } from '../problems/index.js';

const JSON_RANGES = new Set(['application/json', 'application/*', '*/*']);

/** `q=0` says that a range is not wanted. */
const rangeOf = (part: string): string | null => {
  const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? null : range;
};

/** @throws Problem `not_acceptable` for a caller who takes only what there is not. */
export const refuseUnlessJson = (accept: string | undefined): void => {
  if (accept === undefined || accept.trim() === '') return;
  const ranges = accept.split(',').map(rangeOf);
  if (!ranges.some((range) => range !== null && JSON_RANGES.has(range))) throw new Problem('not_acceptable');
};
