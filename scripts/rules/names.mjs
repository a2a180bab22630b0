// An id is a word of its own with at most three digits, so that neither a year nor the middle of a word is one.
const MENTION = /(?<![\p{L}\p{N}_])([RDMI]\d{1,3})(?:[-–]([RDMI]\d{1,3}))?(?![\p{L}\p{N}_])/gu;

/** The ids that the name of a spec carries, each once: `R5, D2`, `(D4)` and `R12-R14`, which is R12, R13 and R14. */
export const idsIn = (name) => [
  ...new Set([...name.matchAll(MENTION)].flatMap(([, first, last]) => (last ? idsBetween(first, last) : [first]))),
];

// A range that leads nowhere is handed on as it stands: no rule has such an id, so it is reported as a typo.
const idsBetween = (first, last) => {
  const [from, to] = [first, last].map((id) => Number(id.slice(1)));
  if (first[0] !== last[0] || from >= to) return [`${first}-${last}`];
  return Array.from({ length: to - from + 1 }, (_, step) => `${first[0]}${from + step}`);
};

/** Whether a block or a spec of jest's tree, or one inside it, carries the id of this rule; without one, of any. */
export const carriesRule = ({ name, children = [] }, rule) => {
  const ids = idsIn(name);
  const carries = rule === undefined ? ids.length > 0 : ids.includes(rule);
  return carries || children.some((child) => carriesRule(child, rule));
};
