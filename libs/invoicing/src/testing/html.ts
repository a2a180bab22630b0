const VOID = new Set(['base', 'br', 'input', 'link', 'meta']);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*(\/?)>/g;

interface Scan {
  readonly open: string[];
  readonly problems: string[];
}

const onTag = ({ open, problems }: Scan, [tag, slash, name = '']: RegExpMatchArray): void => {
  if (VOID.has(name) || tag.endsWith('/>')) return;
  if (slash !== '/') open.push(name);
  else if (open.at(-1) === name) open.pop();
  else problems.push(`</${name}> closes ${open.at(-1) ?? 'nothing'}`);
};

const duplicates = (values: readonly string[]): string[] => values.filter((value, i) => values.indexOf(value) !== i);

/**
 * What is wrong with a document: tags that do not match, attributes without quotes, a stray `<`, an id used twice, a
 * reference to an id that is not there. `mayStayOpen` lists the elements that may be open at its end, outermost first.
 */
export const htmlProblems = (source: string, mayStayOpen: readonly string[] = []): readonly string[] => {
  const html = source.replace(/^<!doctype html>/, '').replace(/<style>[\s\S]*?<\/style>/, '');
  const scan: Scan = { open: [], problems: [] };
  for (const tag of html.matchAll(TAG)) onTag(scan, tag);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
  const references = [...html.matchAll(/ (?:for|aria-labelledby|aria-describedby|href)="#?([^"]*)"/g)]
    .filter(([attribute]) => !attribute.includes('href') || attribute.includes('"#'))
    .map(([, id = '']) => id);
  return [
    ...scan.problems,
    ...(scan.open.join() === mayStayOpen.join() ? [] : [`left open: ${scan.open.join()}`]),
    ...(/[<>]/.test(html.replace(TAG, ''))
      ? [`stray bracket: ${/.{0,20}[<>].{0,20}/.exec(html.replace(TAG, ''))?.[0]}`]
      : []),
    ...duplicates(ids).map((id) => `the id ${id} is used twice`),
    ...references.filter((id) => !ids.includes(id)).map((id) => `nothing has the id ${id}`),
  ];
};

/** What a reader sees: no tags, no styles, white space as one space; entities as characters. */
export const visibleText = (source: string): string =>
  source
    .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[ \n]+/g, ' ')
    .trim();
