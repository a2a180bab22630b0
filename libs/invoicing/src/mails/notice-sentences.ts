import type { Collection, LocalDate, Money } from '#domain';
import type { Language, NoticeMailKind } from '../mailer/mailer.js';
import { type Dictionary, formatCount, formatDay, formatMoney, oneLine, wordingOf } from '../wording/index.js';
import type { NoticeFacts } from './notice-facts.js';

/** What a notice says: its heading, which is its subject too, and its paragraphs of sentences. */
export interface NoticeSentences {
  readonly title: string;
  readonly paragraphs: readonly (readonly string[])[];
}

/** A language, with everything in it that a sentence takes. */
interface Voice {
  readonly words: Dictionary;
  readonly money: (amount: Money) => string;
  readonly day: (date: LocalDate) => string;
  readonly count: (count: number) => string;
  readonly seats: (count: number) => string;
  /** How to change something about the plan: so, or through sales staff when it is billed manually (R28). */
  readonly bySelf: (howTo: string) => string;
}

const voiceOf = (language: Language, collection: Collection): Voice => {
  const words = wordingOf(language);
  return {
    words,
    money: ({ minor, currency }) => formatMoney(minor, currency, language),
    day: (date) => formatDay(date, language),
    count: (count) => formatCount(count, language),
    seats: words.line.seats,
    bySelf: (howTo) => (collection === 'manual' ? words.noticeMail.throughSales : howTo),
  };
};

type Say<K extends NoticeMailKind> = (facts: NoticeFacts<K>, voice: Voice) => NoticeSentences;

const ownerChanged: Say<'ownerChanged'> = ({ recipient, changedOn, ownerName, formerOwnerName }, { words, day }) => {
  const { newOwner, formerOwner } = words.notices.ownerChanged;
  const owner = oneLine(ownerName);
  if (recipient === 'formerOwner')
    return {
      title: formerOwner.title,
      paragraphs: [
        [formerOwner.since({ owner, day: day(changedOn) }), formerOwner.invoices(owner)],
        [formerOwner.mistake(owner)],
      ],
    };
  const takesOver = formerOwnerName === null ? [] : [newOwner.takesOverFrom(oneLine(formerOwnerName))];
  return {
    title: newOwner.title,
    paragraphs: [[newOwner.since(day(changedOn)), ...takesOver], [newOwner.duties], [newOwner.check]],
  };
};

const trialEnding: Say<'trialEnding'> = ({ planName, endsOn, start }, { words, day, money, seats }) => {
  const say = words.notices.trialEnding;
  const last = day(endsOn);
  const lastDay = say.lastDay({ plan: oneLine(planName), day: last });
  if (start === null) return { title: say.title(last), paragraphs: [[lastDay], [say.toBasic], [say.howToKeep(last)]] };
  const starts = say.starts({
    day: day(start.startsOn),
    seats: seats(start.seats),
    cycle: words.line.cycle[start.cycle],
    amount: money(start.charge),
  });
  return { title: say.title(last), paragraphs: [[lastDay, starts], [say.howToStop(last)]] };
};

const lapsed: Say<'lapsed'> = ({ planName, endedOn, invoiceNumber, credited }, { words, day, money }) => {
  const say = words.notices.lapsed;
  const plan = oneLine(planName);
  const credit = (): string[] => {
    if (credited === null) return [];
    const { creditNoteNumber: creditNote } = credited;
    const amount = money(credited.amount);
    return [creditNote === null ? say.credited(amount) : say.creditedBy({ amount, creditNote })];
  };
  return {
    title: say.title(plan),
    paragraphs: [
      [say.ended({ plan, day: day(endedOn), invoiceNumber })],
      [...credit(), say.noMoreTries],
      [say.backOnBasic],
    ],
  };
};

const seatsUsed =
  (kind: 'seatsNearlyUsed' | 'seatsReached' | 'seatsExceeded') =>
  ({ planName, members, seats }: NoticeFacts<typeof kind>, { words, count, bySelf, ...voice }: Voice) => {
    const say = words.notices[kind];
    const used = say.used({ plan: oneLine(planName), members: count(members), seats: voice.seats(seats) });
    return { title: say.title, paragraphs: [[used], [say.service], [bySelf(words.noticeMail.addSeats)]] };
  };

const SENTENCES: { readonly [K in NoticeMailKind]: Say<K> } = {
  paymentFailed: ({ planName, amount, invoiceNumber, nextTryOn, endsOn }, { words, day, money }) => {
    const say = words.notices.paymentFailed;
    const failed = say.failed({ plan: oneLine(planName), amount: money(amount), invoiceNumber });
    const next = nextTryOn === null ? say.noNextTry : say.nextTry(day(nextTryOn));
    return {
      title: say.title(invoiceNumber),
      paragraphs: [[failed], [next, say.wouldEnd(day(endsOn))], [say.remedy]],
    };
  },
  lapsed,
  seatsKept: ({ requestedSeats, members, keptSeats, effectiveOn }, { words, day, count, seats, bySelf }) => {
    const say = words.notices.seatsKept;
    const notDone = say.notDone({ seats: seats(requestedSeats), day: day(effectiveOn), members: count(members) });
    return {
      title: say.title(seats(keptSeats)),
      paragraphs: [[notDone], [say.kept(seats(keptSeats))], [bySelf(say.howToReduce)]],
    };
  },
  trialEnding,
  trialEnded: ({ planName, endedOn, cause }, { words, day }) => {
    const say = words.notices.trialEnded;
    return {
      title: say.title,
      paragraphs: [[say[cause]({ plan: oneLine(planName), day: day(endedOn) })], [say.backOnBasic]],
    };
  },
  cancelled: ({ planName, endsOn }, { words, day, bySelf }) => {
    const say = words.notices.cancelled;
    const ends = say.ends({ plan: oneLine(planName), day: day(endsOn) });
    return { title: say.title(day(endsOn)), paragraphs: [[ends], [say.untilThen], [bySelf(say.howToUndo)]] };
  },
  ownerChanged,
  claim: ({ claimedOn, administratorName, formerOwnerName, recipient }, { words, day }) => {
    const say = words.notices.claim;
    const administrator = oneLine(administratorName);
    const ownerLeft = formerOwnerName === null ? say.unnamedOwnerLeft : say.ownerLeft(oneLine(formerOwnerName));
    const why = recipient === 'formerOwner' ? say.youLeft : ownerLeft;
    return {
      title: say.title,
      paragraphs: [
        [say.claimed({ administrator, day: day(claimedOn), why })],
        [say.invoices(administrator), say.unexpected],
      ],
    };
  },
  actedForOwner: ({ administratorName, action, actedOn }, { words, day }) => {
    const say = words.notices.actedForOwner;
    const { title, did } = say.action[action];
    const administrator = oneLine(administratorName);
    return {
      title,
      paragraphs: [[say.done({ administrator, did, day: day(actedOn) })], [say.policy], [say.check(administrator)]],
    };
  },
  seatsNearlyUsed: seatsUsed('seatsNearlyUsed'),
  seatsReached: seatsUsed('seatsReached'),
  seatsExceeded: seatsUsed('seatsExceeded'),
};

/** @param collection how the plan is paid for: nothing of a manual one can be changed by its owner (R28). */
export const noticeSentences = <K extends NoticeMailKind>(
  facts: NoticeFacts<K>,
  language: Language,
  collection: Collection,
): NoticeSentences => SENTENCES[facts.kind](facts, voiceOf(language, collection));
