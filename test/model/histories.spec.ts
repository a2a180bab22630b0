import fc from 'fast-check';
import { type Books } from './books.js';
import { SETUP } from './generator/worlds.js';
import { histories } from './histories.js';
import { violationsOf } from './invariants.js';
import { type Outcome, run } from './reference/model.js';
import { type History, type Step } from './steps.js';

const booksAfter = (history: History): Books => run(history).model.books();

/** Everything but the numbers of the steps. */
const billingOf = ({ documents, entries, days }: Books): Partial<Books> => ({ documents, entries, days });

const dayByDay = (step: Step): Step[] =>
  step.do === 'advance' ? Array.from({ length: step.days }, () => ({ do: 'advance', days: 1 })) : [step];

describe('the model, after random histories', () => {
  it('keeps books with which nothing is wrong', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        expect(violationsOf(booksAfter(history))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('bills the same in one jump and in steps of a day', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const slowly = { ...history, steps: history.steps.flatMap(dayByDay) };
        expect(billingOf(booksAfter(slowly))).toEqual(billingOf(booksAfter(history)));
      }),
      { numRuns: 50 },
    );
  });

  it('changes nothing when it refuses', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const { outcomes } = run(history);
        const accepted = { ...history, steps: history.steps.filter((_, at) => outcomes[at]?.accepted) };
        expect(billingOf(booksAfter(accepted))).toEqual(billingOf(booksAfter(history)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('random histories', () => {
  const sample = fc.sample(histories({ stepsMax: 30, exactly: true }), { numRuns: 2000, seed: 20_260_401 });
  const outcomes = sample.flatMap((history) => run(history).outcomes.slice(SETUP.length));
  const steps = sample.flatMap((history) => history.steps.slice(SETUP.length));

  it('have the length that was asked for, after the four spaces', () => {
    expect(sample.every((history) => history.steps.length === SETUP.length + 30)).toBe(true);
  });

  it('are plain data', () => {
    const history = sample[0];
    expect(structuredClone(history)).toEqual(history);
  });

  it('are mostly accepted, but not too much so', () => {
    const commands = outcomes.filter((_, at) => steps[at]?.do !== 'advance');
    const accepted = commands.filter((outcome) => outcome.accepted).length / commands.length;
    expect(accepted).toBeGreaterThan(0.6);
    expect(accepted).toBeLessThan(0.85);
  });

  it('do everything that can be done, with success', () => {
    const done = new Set(steps.filter((_, at) => outcomes[at]?.accepted).map((step) => step.do));
    expect([...done].sort()).toEqual([
      'addMembers',
      'advance',
      'appointAdministrator',
      'cancel',
      'change',
      'claim',
      'endTrial',
      'handOver',
      'protectPrice',
      'recordPayment',
      'removeMember',
      'replaceCard',
      'start',
      'startManual',
      'undoCancellation',
      'undoChange',
    ]);
  });

  it('are refused for every reason but those that no history is about', () => {
    const codes = new Set(outcomes.map((outcome) => (outcome.accepted ? 'accepted' : outcome.code)));
    expect([...codes].sort()).toEqual([
      'accepted',
      'alreadyCovered',
      'alreadyUpgraded',
      'cancellationIsScheduled',
      'cardMissing',
      'contactSales',
      'manualIsAnnual',
      'manualNeedsTwentySeats',
      'mixedChange',
      'notAMember',
      'notATier',
      'notAllowed',
      'notInTrial',
      'notManual',
      'notUpgraded',
      'oneSeat',
      'ownerIsNotMissing',
      'ownerMustHandOver',
      'paymentFailed',
      'paymentIsOpen',
      'tooFewSeats',
      'trialAlreadyUsed',
    ]);
  });

  it('are billed in every way', () => {
    const seen = (outcome: Outcome): string[] => {
      if (!outcome.accepted) return [];
      return [
        ...outcome.invoices.map(({ reason }) => `invoice ${reason}`),
        ...outcome.invoices.flatMap(({ subscription, lines }) =>
          lines.map((line) => (line.subscription === subscription ? line.kind : 'credit of a team')),
        ),
        ...outcome.creditNotes.map(({ reason, refunded, reducedOpen }) =>
          [reason, refunded > 0n && 'refunded', reducedOpen > 0n && 'reduces'].filter(Boolean).join(' '),
        ),
        ...outcome.marks.map(({ mark }) => `mark ${mark}`),
      ];
    };
    expect([...new Set(outcomes.flatMap(seen))]).toEqual(
      expect.arrayContaining([
        'invoice start',
        'invoice change',
        'invoice renewal',
        'invoice trialEnded',
        'charge',
        'credit',
        'credit of a team',
        'superseded refunded',
        'superseded reduces',
        'unpaid reduces',
        'unpaid refunded reduces',
        'mark nearly',
        'mark reached',
        'mark exceeded',
      ]),
    );
  });
});
