import type { Mail } from '../mailer/mailer.js';
import { seller } from '../testing/invoices.fixture.js';
import { type NoticeCase, noticeCases } from '../testing/notices.fixture.js';
import { sentences } from '../testing/sentences.js';
import { type OwnerAction, wordingOf } from '../wording/index.js';
import { composeNoticeMail } from './notice-mail.js';

type Language = 'en' | 'fr';

const ACTIONS: Readonly<Record<OwnerAction, true>> = {
  changePlan: true,
  cancelPlan: true,
  undoCancellation: true,
  undoChange: true,
  endTrial: true,
  editBillingDetails: true,
  editPaymentMethod: true,
};

const allMails = (language: Language): Mail[] => {
  const cases: readonly NoticeCase[] = [
    ...Object.values<NoticeCase>(noticeCases(language)),
    ...Object.keys(ACTIONS).map((action): NoticeCase => {
      const { facts } = noticeCases(language)['acted-for-owner'];
      return { facts: { ...facts, action: action as OwnerAction } };
    }),
  ];
  return cases.map(({ facts, collection }) =>
    composeNoticeMail({
      id: 'notice-1',
      recipientId: 'ada',
      to: 'ada@acme.example',
      recipientName: 'Ada Lovelace',
      spaceName: 'Acme',
      language,
      sentAt: '2026-05-03T10:00:00.000Z',
      billingUrl: 'https://billing.acme.example/billing/space-1',
      seller,
      collection,
      facts,
    }),
  );
};

/** What a sentence looks like once its arguments stand in it. */
const pattern = (sentence: string): RegExp =>
  new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/‹\w+›/g, '.+'), 'u');

describe.each(['en', 'fr'] as const)('the words of notices in %s', (language) => {
  const { notices, noticeMail, creditNoteMail } = wordingOf(language);
  const written = allMails(language).map(({ subject, text }) => `${subject}\n${text}`);

  it.each(sentences({ notices, noticeMail, creditNoteMail }))('are all said by some mail: %s', (_, sentence) => {
    expect(written.some((mail) => pattern(sentence).test(mail))).toBe(true);
  });

  it('are said in one language only', () => {
    const other = wordingOf(language === 'en' ? 'fr' : 'en');
    const foreign = sentences({ notices: other.notices, noticeMail: other.noticeMail });
    expect(foreign.filter(([, sentence]) => written.some((mail) => pattern(sentence).test(mail)))).toEqual([]);
  });
});
