import type { Cycle, Invoice } from '../client/index.js';
import { priceIntegral } from './price-integral.js';
import { CAST, ENDS_ON, ownerOn, personOf, STORY, type Scene, type SpaceId } from './story.js';
import type { Told } from './told.js';

export type CheckName =
  'numbersAreGapless' | 'oneMailPerInvoice' | 'oneNoticePerFact' | 'linesAddUp' | 'allArePaid' | 'sumIsPriceIntegral';

export interface Check {
  readonly name: CheckName;
  /** What was found instead, as numbers and names; none when the check holds. */
  readonly problems: readonly string[];
}

const minorOf = (amounts: readonly { readonly minor: number }[]): number =>
  amounts.reduce((sum, { minor }) => sum + minor, 0);

/** D18: in each series, 1 to n. */
const gaps = ({ invoices }: Told): string[] => {
  const prefixes = new Set(invoices.map(({ number }) => number.replace(/\d+$/, '')));
  return [...prefixes].flatMap((prefix) => {
    const found = invoices.map(({ number }) => number).filter((number) => number.startsWith(prefix));
    const numbers = found.map((number) => Number(number.slice(prefix.length))).sort((a, b) => a - b);
    return numbers.flatMap((number, i) => (number === i + 1 ? [] : [`${prefix}${number} ≠ ${i + 1}`]));
  });
};

/** R57, D17: one mail for each invoice, to whoever was owner when it was issued. */
const wrongMails = ({ invoices, mails }: Told): string[] => {
  const expected = invoices.map(({ number, spaceId, issuedOn }) => {
    const owner = personOf(ownerOn(spaceId as SpaceId, issuedOn));
    return `${number} → ${owner.email}`;
  });
  const sent = mails.flatMap(({ kind, invoiceNumber, to }) => (kind === 'invoice' ? `${invoiceNumber} → ${to}` : []));
  return [...without(expected, sent), ...without(sent, expected)];
};

/** Who is told of what an owner asked for. */
const noticesOf = (scene: Scene): string[] => {
  const told = (kind: string, id: string): string => `${kind} → ${personOf(id).email}`;
  if (scene.asks === 'cancel') return [told('cancelled', scene.by)];
  return scene.asks === 'handOver' ? [told('ownerChanged', scene.by), told('ownerChanged', scene.to)] : [];
};

/** D17: what else the owners are told, once each; and no other mail. */
const wrongNotices = ({ mails }: Told): string[] => {
  const expected = STORY.flatMap(noticesOf);
  const sent = mails.flatMap(({ kind, to }) => (kind === 'invoice' ? [] : `${kind} → ${to}`));
  return [...without(expected, sent), ...without(sent, expected)];
};

/** What is in one list and not, or less often, in another. */
const without = (items: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return items.filter((item) => {
    const i = left.indexOf(item);
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
};

const wrongSums = ({ invoices }: Told): string[] =>
  invoices
    .filter(({ lines, net, taxes, total }) => {
      const sum = minorOf(lines.map(({ amount }) => amount));
      return sum !== net.minor || net.minor + minorOf(taxes.map(({ amount }) => amount)) !== total.minor;
    })
    .map(({ number }) => number);

const unpaid = ({ invoices }: Told): string[] =>
  invoices.filter(({ status, amountDue }) => status !== 'paid' || amountDue.minor !== 0).map(({ number }) => number);

const priceIn =
  ({ plans }: Told) =>
  (plan: string, cycle: Cycle): number => {
    const found = plans.plans.find(({ id }) => id === plan);
    if (found === undefined)
      throw new Error(`no price of ${plan} is known: tell the story with the catalog that has it`);
    return found.pricePerSeat[cycle].minor;
  };

export const invoicesOf = (space: SpaceId, invoices: readonly Invoice[]): Invoice[] =>
  invoices.filter(({ spaceId }) => spaceId === space);

/** Section 10: what was charged is the integral of the price over seats, plan and days, to the cent. */
const wrongTotals = (told: Told): string[] =>
  CAST.flatMap(({ spaceId }) => {
    const invoiced = minorOf(invoicesOf(spaceId, told.invoices).map(({ net }) => net));
    const owed = priceIntegral(spaceId, priceIn(told), ENDS_ON);
    return invoiced === owed ? [] : [`${spaceId}: ${invoiced} ≠ ${owed}`];
  });

/** What must hold of everything that the API told. */
export const checksOf = (told: Told): readonly Check[] => [
  { name: 'numbersAreGapless', problems: gaps(told) },
  { name: 'oneMailPerInvoice', problems: wrongMails(told) },
  { name: 'oneNoticePerFact', problems: wrongNotices(told) },
  { name: 'linesAddUp', problems: wrongSums(told) },
  { name: 'allArePaid', problems: unpaid(told) },
  { name: 'sumIsPriceIntegral', problems: wrongTotals(told) },
];
