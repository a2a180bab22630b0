import type { Invoice, Mail, Money } from '../../client/index.js';
import { dayAt, monthOf } from '../calendar.js';
import { invoicesOf, type Check } from '../checks.js';
import { BEGINS_ON, CAST, castOf, ENDS_ON, type SpaceId } from '../story.js';
import type { Month, Standing, Told } from '../told.js';
import { bar } from './bars.js';
import { fill } from './dictionary.js';
import { sumOf } from './format.js';
import { happenings } from './happenings.js';
import { table, type Column } from './table.js';
import type { Voice } from './voice.js';

const BAR_WIDTH = 48;

const netOf = (invoices: readonly Invoice[], currency: string): Money =>
  sumOf(
    invoices.map(({ net }) => net),
    currency,
  );

const inMonth = <T>(items: readonly T[], month: string, dayOf: (item: T) => string): T[] =>
  items.filter((item) => monthOf(dayOf(item)) === month);

export const heading = ({ words, paint }: Voice, name: 'months' | 'invoices' | 'mails' | 'sums' | 'checks'): string =>
  paint('bold', words[name]);

export const introduction = ({ words, format, paint }: Voice, { months, members }: Told): string => {
  const peopleIn = (id: SpaceId): string => {
    const { name, guests } = castOf(id);
    const count = members[id].length;
    const seated = count - guests.length;
    const values = { space: name, count: String(count), seated: String(seated) };
    return fill(seated === count ? words.people : words.guests, values);
  };
  const [space, other] = CAST.map(({ name }) => name);
  const title = fill(words.title, { months: String(months.length), space: space ?? '', other: other ?? '' });
  const clock = fill(words.clock, { from: format.day(BEGINS_ON), until: format.day(ENDS_ON) });
  return [paint('bold', title), ...CAST.map(({ spaceId }) => peopleIn(spaceId)), paint('dim', clock)].join('\n');
};

const standingText = (standing: Standing | null, { words, planName }: Voice): string => {
  if (standing === null) return words.states['none'] ?? '';
  const { plan, seats, state } = standing;
  return `${planName(plan)} ${seats.used}/${seats.purchased}\n${words.states[state] ?? state}`;
};

const SPACES: readonly SpaceId[] = CAST.map(({ spaceId }) => spaceId);

/** A row for each month, with what had been invoiced until its end. */
export const monthsTable = (told: Told, voice: Voice, width: number): string => {
  const { columns } = voice.words;
  const sentences = SPACES.flatMap((space) => happenings(space, told.histories[space], voice)).sort((a, b) =>
    a.at < b.at ? -1 : 1,
  );
  const drawn: Column[] = [
    { title: columns.month },
    { title: columns.happened, grows: true },
    ...CAST.map(({ name }) => ({ title: name })),
    { title: columns.invoiced, align: 'right' },
    { title: columns.mailed, align: 'right' },
    { title: columns.running, align: 'right' },
  ];
  const rows = told.months.map(({ month, standings }) => [
    voice.format.month(month),
    inMonth(sentences, month, ({ on }) => on)
      .map(({ text }) => text)
      .join('\n'),
    ...SPACES.map((space) => standingText(standings[space], voice)),
    ...amounts(told, month, voice),
  ]);
  return table(drawn, rows, { width });
};

const amounts = ({ invoices, mails, plans, timeZone }: Told, month: string, { format }: Voice): string[] => {
  const invoiced = inMonth(invoices, month, ({ issuedOn }) => issuedOn);
  const until = invoices.filter(({ issuedOn }) => monthOf(issuedOn) <= month);
  return [
    format.money(netOf(invoiced, plans.currency)),
    String(inMonth(mails, month, ({ sentAt }) => dayAt(sentAt, timeZone)).length),
    format.money(netOf(until, plans.currency)),
  ];
};

/** What was invoiced in each month, as bars. */
export const monthsPlot = ({ months, invoices, plans }: Told, { format, paint }: Voice): string => {
  const invoiced = months.map(({ month }: Month) =>
    netOf(
      inMonth(invoices, month, ({ issuedOn }) => issuedOn),
      plans.currency,
    ),
  );
  const largest = Math.max(...invoiced.map(({ minor }) => minor));
  const names = months.map(({ month }) => format.month(month));
  const width = Math.max(...names.map(({ length }) => length));
  return invoiced
    .map((money, i) => {
      const drawn = bar(money.minor, largest, BAR_WIDTH);
      return `${(names[i] ?? '').padEnd(width)} ┤${paint('cyan', drawn)} ${format.money(money)}`;
    })
    .join('\n');
};

export const invoicesTable = (
  { invoices }: Told,
  { words: { columns, statuses }, format }: Voice,
  width: number,
): string => {
  const drawn: Column[] = [
    { title: columns.number },
    { title: columns.issuedOn },
    { title: columns.to },
    { title: columns.lines, grows: true },
    { title: '', align: 'right' },
    { title: columns.net, align: 'right' },
    { title: columns.status },
  ];
  const rows = invoices.flatMap((invoice) => {
    const [first, ...more] = invoice.lines.map(({ description, amount }) => [description, format.money(amount)]);
    const { number, issuedOn, buyer, net, status } = invoice;
    const beside = [number, format.day(issuedOn), buyer?.name ?? ''];
    return [
      [...beside, ...(first ?? []), format.money(net), statuses[status] ?? status],
      ...more.map((line) => ['', '', '', ...line, '', '']),
    ];
  });
  return table(drawn, rows, { width });
};

export const mailsTable = ({ mails, timeZone }: Told, { words: { columns }, format }: Voice): string =>
  table(
    [{ title: columns.sentOn }, { title: columns.to }, { title: columns.subject }],
    mails.map(({ sentAt, to, subject }: Mail) => [format.day(dayAt(sentAt, timeZone)), to, subject]),
  );

export const sumsTable = ({ invoices, plans }: Told, { words: { columns }, format }: Voice): string => {
  const row = (name: string, found: readonly Invoice[]): string[] => {
    const lines = found.flatMap((invoice) => invoice.lines);
    const sumOfLines = (kind: string): string =>
      format.money(
        sumOf(
          lines.filter((line) => line.kind === kind).map(({ amount }) => amount),
          plans.currency,
        ),
      );
    const net = format.money(netOf(found, plans.currency));
    return [name, String(found.length), sumOfLines('charge'), sumOfLines('credit'), net];
  };
  const right = [columns.documents, columns.charged, columns.credited, columns.net];
  return table(
    [{ title: columns.space }, ...right.map((title) => ({ title, align: 'right' as const }))],
    CAST.map(({ spaceId, name }) => row(name, invoicesOf(spaceId, invoices))),
    { footer: row(columns.all, invoices) },
  );
};

export const checksList = (checks: readonly Check[], { words, paint }: Voice): string =>
  checks
    .flatMap(({ name, problems }) => {
      const isGood = problems.length === 0;
      const mark = isGood ? paint('green', '✓') : paint('red', '✗');
      return [`${mark} ${words.holds[name]}`, ...problems.map((problem) => `    ${problem}`)];
    })
    .join('\n');
