const HEADER = /^\| id +\| rule +\|$/;
const RULER = /^\|[ |-]+\|$/;
const ROW = /^\| ([A-Z][1-9]\d*) +\| ([^|]+?) +\|$/;

/**
 * The rules of a Markdown page, in its order: the rows of every table that is headed `id` and `rule`; other tables are
 * none. Throws when a row of such a table cannot be read or an id stands twice, because a rule that is read past is a
 * rule that nobody proves.
 */
export const parseRules = (markdown) => {
  const lines = markdown.split(/\r?\n/);
  const rules = lines.flatMap((line, at) => (isInRuleTable(lines, at) ? [parseRow(line, at + 1)] : []));
  refuseRepeats(rules.map(({ id }) => id));
  return rules;
};

const isInRuleTable = (lines, at) => {
  if (!lines[at].startsWith('|') || HEADER.test(lines[at]) || RULER.test(lines[at])) return false;
  let first = at;
  while (first > 0 && lines[first - 1].startsWith('|')) first -= 1;
  return HEADER.test(lines[first]);
};

const parseRow = (line, number) => {
  const [, id, sentence] = ROW.exec(line) ?? [];
  if (id === undefined) throw new Error(`Line ${number} is no rule: write it as "| R1 | One sentence. |".`);
  return { id, sentence };
};

const refuseRepeats = (ids) => {
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) throw new Error(`${repeated} stands twice: give one of the two an id of its own.`);
};
