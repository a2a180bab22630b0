// The pages under docs/events as text, made from the catalogue of events. Nothing here reads or writes a file.

const NOTICE = '<!-- Made by `npm run docs:events` from libs/event-catalog: change the schemas, not this page. -->';
const ENVELOPE_SHOWN = 24;

const code = (text) => `\`${text}\``;
const anchor = (title) => title.toLowerCase();
const paragraphs = (...parts) => `${parts.filter(Boolean).join('\n\n')}\n`;
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const listed = (words) => words.map(code).join(', ');

const SHAPE = '#/$defs/';
const isNull = ({ type }) => type === 'null';
const isMap = ({ additionalProperties }) => typeof additionalProperties === 'object';

/** What a field holds, in words; an object that has a page entry is a link to it. */
const typeOf = (schema) => {
  const { $ref, anyOf, items, title, type } = schema;
  if ($ref?.startsWith(SHAPE)) return shapeLink($ref.slice(SHAPE.length));
  if (anyOf) return eitherOf(anyOf);
  if (title) return title;
  if (schema.enum) return schema.enum.map(code).join(' or ');
  if ('const' in schema) return code(schema.const);
  if (items) return `list of ${typeOf(items)}`;
  if (isMap(schema)) return `map of ${typeOf(schema.additionalProperties)}`;
  return { boolean: 'true or false', undefined: 'any JSON' }[type] ?? type;
};

/** Null comes last, whatever the schema says first. */
const eitherOf = (parts) => {
  const values = parts.filter((part) => !isNull(part)).map(typeOf);
  return [...values, ...(parts.some(isNull) ? ['null'] : [])].join(' or ');
};

const shapeLink = (id) => `[${id}](shapes.md#${anchor(id)})`;

/** The object inside a field that has no page entry of its own, whose fields stand below it. */
const inner = (schema) => {
  const candidates = [schema, ...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  return candidates.find(({ properties }) => properties);
};

/** One entry for each field, `seatsKept.members` for a field in a field. */
const fieldsOf = ({ properties = {}, required = [] }, { $defs = {}, prefix = '' }) =>
  Object.entries(properties).flatMap(([name, schema]) => {
    const shape = $defs[schema.$ref?.slice(SHAPE.length)];
    const field = {
      name: prefix + name,
      type: typeOf(schema),
      required: required.includes(name) ? 'yes' : 'no',
      meaning: schema.description ?? shape.description,
    };
    const object = inner(schema);
    return [field, ...(object ? fieldsOf(object, { $defs, prefix: `${prefix}${name}.` }) : [])];
  });

const fieldTable = (fields) =>
  table(
    ['field', 'type', 'required', 'meaning'],
    fields.map(({ name, type, required, meaning }) => [code(name), type, required, meaning]),
  );

/** What one version has that the one before it had not, and the other way round. */
const changesBetween = (before, after) => {
  const old = new Map(before.map((field) => [field.name, field]));
  const added = after.filter(({ name }) => !old.has(name)).map(({ name, type }) => `${code(name)} is new: ${type}.`);
  const removed = before
    .filter(({ name }) => !after.some((field) => field.name === name))
    .map(({ name }) => `${code(name)} is gone.`);
  const changed = after
    .filter(({ name, type }) => old.has(name) && old.get(name).type !== type)
    .map(({ name, type }) => `${code(name)} was ${old.get(name).type} and is ${type}.`);
  return [...added, ...changed, ...removed].map((change) => `- ${change}`).join('\n');
};

/** Envelopes are long and say nothing to a reader. */
const shortened = (key, value) =>
  key === 'sealed' && typeof value === 'string' ? `${value.slice(0, ENVELOPE_SHOWN)}…` : value;

const example = (type, version, { data }) => {
  const file = `${type}.v${version}.json`;
  const json = JSON.stringify(data, shortened, 2);
  return `For example ([${file}](../../libs/event-catalog/src/golden/${file})):\n\n\`\`\`json\n${json}\n\`\`\``;
};

const versionsOf = ({ type, definition, schemaOf }) =>
  Object.keys(definition.versions).map((key) => {
    const version = Number(key);
    const schema = schemaOf(type, version);
    return { version, description: schema.description, fields: fieldsOf(schema, schema) };
  });

const eventSection = (event) => {
  const { type, definition, goldenOf } = event;
  const versions = versionsOf(event);
  const blocks = versions.map(({ version, description, fields }, i) => {
    const changes = i > 0 && paragraphs(description, changesBetween(versions[i - 1].fields, fields));
    return paragraphs(changes, fieldTable(fields), example(type, version, goldenOf(type, version)));
  });
  const current = blocks.at(-1);
  const older = blocks.slice(0, -1).map((block, i) => folded(`Version ${i + 1}`, block));
  const rules = definition.rules.length > 0 && `Rules: ${definition.rules.join(', ')}.`;
  const heading = `## ${type}`;
  const versionLine = `**Version ${blocks.length}**${older.length > 0 ? ', written today' : ''}`;
  return paragraphs(
    heading,
    [definition.summary, rules].filter(Boolean).join(' '),
    versionLine,
    current,
    ...older.reverse(),
  );
};

const folded = (title, text) => `<details>\n<summary>${title}</summary>\n\n${text}\n</details>`;

const movesOf = (events) =>
  events.flatMap(({ type, definition }) =>
    (definition.moves ?? []).map((move) => {
      const [from, to] = move.split(' -> ');
      return { type, from, to };
    }),
  );

const groupedBy = (entries, keyOf) => {
  const groups = new Map();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return [...groups.values()];
};

/** The states that a stream goes through; what leaves it where it is stands in a sentence below. */
const diagram = (events) => {
  const moves = movesOf(events);
  const arrows = groupedBy(
    moves.filter(({ from, to }) => from !== to),
    ({ from, to }) => `${from} ${to}`,
  ).map((group) => `  ${group[0].from} -- "${group.map(({ type }) => type).join('<br/>')}" --> ${group[0].to}`);
  const stays = groupedBy(
    moves.filter(({ from, to }) => from === to),
    ({ from }) => from,
  ).map((group) => `In the state ${code(group[0].from)} it stays with ${listed(group.map(({ type }) => type))}.`);
  const chart = ['```mermaid', 'flowchart LR', '  start(( ))', ...arrows, '```'].join('\n');
  return arrows.length > 0 && paragraphs(chart, ...stays);
};

const streamPage = ({ title, names, about }, events) =>
  paragraphs(
    NOTICE,
    `# ${title}`,
    `${about} ${names.length > 1 ? 'Streams' : 'Stream'}: ${listed(names)}.`,
    diagram(events),
    ...events.map(eventSection),
  );

const shapesIn = (schemas) => {
  const shapes = new Map();
  for (const [id, shape] of schemas.flatMap(({ $defs = {} }) => Object.entries($defs))) {
    const known = shapes.get(id);
    if (known && JSON.stringify(known) !== JSON.stringify(shape)) {
      throw new Error(`two shapes have the id ${id}: give the newer one an id of its own, such as ${id}V2`);
    }
    shapes.set(id, shape);
  }
  return [...shapes].sort(([a], [b]) => (a < b ? -1 : 1));
};

const shapesPage = (schemas) => {
  const shapes = shapesIn(schemas);
  const $defs = Object.fromEntries(shapes);
  return paragraphs(
    NOTICE,
    '# Shapes',
    'Objects that stand in more than one event, or are too large for its table.',
    ...shapes.map(([id, shape]) => paragraphs(`## ${id}`, shape.description, fieldTable(fieldsOf(shape, { $defs })))),
  );
};

const INTRODUCTION = `Everything that is ever stored, by its type and version. An event is stored once and never changed; one that was
written in an older version is brought up step by step when it is read, and one that this release does not know is
refused. Each is checked against its schema before it is written: every field is required unless the table says
otherwise, and there are no others.

Amounts are whole numbers in minor units (cents) of the currency beside them. Days are days in a time zone, without a
time. Personal data is in envelopes ([sealed](shapes.md#sealed)). What decided an event (command, actor, instant, cause)
and the hash that chains it to the one before it are kept beside its data. How a version is added is told in
[CONTRIBUTING.md](../../CONTRIBUTING.md), and why it is so in
[0005](../adr/0005-event-names-and-versions.md) and [0010](../adr/0010-personal-data-in-envelopes.md).`;

const indexPage = (events, streams) =>
  paragraphs(
    NOTICE,
    '# Events',
    INTRODUCTION,
    table(
      ['event', 'stream', 'version', 'what it says', 'rules'],
      events.map(({ type, definition: { stream, versions, summary, rules } }) => [
        `[${type}](${stream}.md#${anchor(type)})`,
        `[${streams[stream].title}](${stream}.md)`,
        String(Object.keys(versions).length),
        summary,
        rules.join(', '),
      ]),
    ),
  );

/**
 * Every page by its file name, not formatted yet.
 * @param catalogue the events and streams, `schemaOf(type, version)` as JSON Schema and `goldenOf(type, version)`.
 */
export const eventPages = ({ events: definitions, streams, schemaOf, goldenOf }) => {
  const events = Object.entries(definitions).map(([type, definition]) => ({ type, definition, schemaOf, goldenOf }));
  const schemas = events.flatMap(({ type, definition }) =>
    Object.keys(definition.versions).map((version) => schemaOf(type, Number(version))),
  );
  const pages = Object.entries(streams).map(([kind, stream]) => [
    `${kind}.md`,
    streamPage(
      stream,
      events.filter(({ definition }) => definition.stream === kind),
    ),
  ]);
  return Object.fromEntries([['README.md', indexPage(events, streams)], ...pages, ['shapes.md', shapesPage(schemas)]]);
};
