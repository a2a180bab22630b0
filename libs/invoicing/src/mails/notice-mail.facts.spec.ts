import { checkMail } from '../mailer/check-mail.js';
import type { Mail } from '../mailer/mailer.js';
import { htmlProblems, visibleText } from '../testing/html.js';
import { issuedCreditNote, seller } from '../testing/invoices.fixture.js';
import { LINK, type NoticeCase, type NoticeCaseName, noticeCases } from '../testing/notices.fixture.js';
import type { OwnerAction } from '../wording/index.js';
import type { NoticeMailRequest } from './notice-mail.content.js';
import { composeNoticeMail } from './notice-mail.js';

type Language = 'en' | 'fr';

const composeCase = (
  { facts, collection }: NoticeCase,
  language: Language,
  changes: Partial<NoticeMailRequest> = {},
): Mail =>
  composeNoticeMail({
    id: 'notice-1',
    recipientId: null,
    to: 'ada@acme.example',
    recipientName: 'Ada Lovelace',
    spaceName: 'Acme',
    language,
    sentAt: '2026-05-03T10:00:00.000Z',
    billingUrl: 'https://billing.acme.example/billing/space-1',
    seller,
    collection,
    facts,
    ...changes,
  });

/** `~` is a no-break space, `_` a narrow one. */
const spelled = (text: string): string => text.replaceAll('\u00A0', '~').replaceAll('\u202F', '_');

const expectSaid = (mail: Mail, [subject, ...facts]: readonly string[]): void => {
  expect(spelled(mail.subject)).toBe(`${subject} – Acme`);
  for (const body of [mail.text, visibleText(mail.html)].map(spelled)) {
    expect(facts.filter((fact) => !body.includes(fact))).toEqual([]);
  }
};

/** The subject, and then what must be read as text and as HTML. */
const FACTS: readonly (readonly [NoticeCaseName, en: readonly string[], fr: readonly string[]])[] = [
  [
    'credit-note.refunded',
    ['Your credit note AV-2026-000007', '−€33.73', 'Refers to invoice FA-2026-000123', 'Refunded: €33.73 goes back'],
    ['Votre avoir AV-2026-000007', '−33,73~€', 'Se rapporte à la facture FA-2026-000123', 'recrédité de 33,73~€'],
  ],
  [
    'credit-note.reduced',
    ['Your credit note AV-2026-000007', '−€40.48', 'invoice FA-2026-000124, which was open, is reduced by €40.48'],
    [
      'Votre avoir AV-2026-000007',
      '−40,48~€',
      'la facture FA-2026-000124, qui restait à payer, est réduite de 40,48~€',
    ],
  ],
  [
    'payment-failed.tried-again',
    ['Payment of invoice FA-2026-000124 failed', 'Premium', '€1,349.00', 'again on 4 May 2026', 'ends on 8 May 2026'],
    [
      'Échec du paiement de la facture FA-2026-000124',
      'Premium',
      '1_349,00~€',
      'tentative le 4 mai 2026',
      'prendra fin le 8 mai 2026',
    ],
  ],
  [
    'payment-failed.not-tried-again',
    ['Payment of invoice FA-2026-000124 failed', '¥7,500', 'We will not try again', 'replace your card'],
    ['Échec du paiement de la facture FA-2026-000124', '7_500~¥', 'Nous ne ferons pas d’autre', 'changez de carte'],
  ],
  [
    'lapsed.credited-by-number',
    ['Your Premium plan has ended', '8 May 2026', 'FA-2026-000124', 'AV-2026-000008', '€1,044.39', 'No data is lost'],
    [
      'Votre abonnement Premium a pris fin',
      '8 mai 2026',
      'FA-2026-000124',
      'AV-2026-000008',
      '1_044,39~€',
      'Aucune donnée n’est perdue',
    ],
  ],
  [
    'seats-kept',
    ['Your plan continues with 10 seats', 'down to 5 seats on 1 May 2026', '8 members'],
    ['Votre abonnement continue avec 10 licences', 'passer à 5 licences le 1er mai 2026', '8 membres'],
  ],
  [
    'trial-ending.starts',
    ['Your trial ends on 30 April 2026', 'starts on 1 May 2026 (5 seats, annual)', 'charged €1,999.00'],
    [
      'Votre essai prend fin le 30 avril 2026',
      'le 1er mai 2026 (5 licences, facturation annuelle)',
      'débité de 1_999,00~€',
    ],
  ],
  [
    'trial-ending.basic',
    ['Your trial ends on 30 April 2026', 'No payment method is on file', 'back to Basic', 'No data will be lost'],
    [
      'Votre essai prend fin le 30 avril 2026',
      'Aucun moyen de paiement n’est enregistré',
      'à l’offre Basic',
      'aucune donnée ne sera perdue',
    ],
  ],
  [
    'trial-ended.stopped',
    ['Your trial has ended', 'was stopped and ended on 20 April 2026', 'no invoice, no data is lost'],
    ['Votre essai a pris fin', 'arrêté et a pris fin le 20 avril 2026', 'pas de facture, aucune donnée n’est perdue'],
  ],
  [
    'trial-ended.without-payment-method',
    ['Your trial has ended', '30 April 2026', 'No payment method was on file', 'no invoice, no data is lost'],
    ['Votre essai a pris fin', '30 avril 2026', 'Aucun moyen de paiement n’était enregistré', 'pas de facture'],
  ],
  [
    'cancelled',
    ['Your plan ends on 1 May 2026', 'Until then all paid features', 'undo the cancellation', 'no data is lost'],
    [
      'Votre abonnement prend fin le 1er mai 2026',
      'D’ici là, toutes les fonctionnalités payantes',
      'annulez la résiliation',
      'aucune donnée ne sera perdue',
    ],
  ],
  [
    'owner-changed.new-owner',
    ['You are now the billing owner', 'Since 3 May 2026', 'from Grace Hopper'],
    ['Vous êtes désormais responsable de la facturation', 'Depuis le 3 mai 2026', 'à Grace Hopper'],
  ],
  [
    'owner-changed.former-owner',
    ['You are no longer the billing owner', 'Since 3 May 2026', 'Invoices now go to Grace Hopper'],
    ['Vous n’êtes plus responsable de la facturation', 'Depuis le 3 mai 2026', 'envoyées à Grace Hopper'],
  ],
  [
    'claim.former-owner',
    ['The billing ownership has been claimed', 'On 3 May 2026, Grace Hopper', 'you are no longer a member'],
    ['La responsabilité de la facturation a été reprise', 'Le 3 mai 2026, Grace Hopper', 'vous n’en êtes plus membre'],
  ],
  [
    'claim.billing-address',
    ['The billing ownership has been claimed', 'Grace Hopper', 'Charles Babbage is no longer a member'],
    ['La responsabilité de la facturation a été reprise', 'Grace Hopper', 'Charles Babbage n’en est plus membre'],
  ],
  [
    'seats-nearly-used',
    ['Nearly all seats are used', '10 seats, and 9 of them are used', 'Service continues', 'To add seats'],
    ['Presque toutes les licences sont utilisées', '10 licences, dont 9 sont', 'Le service continue', 'Pour ajouter'],
  ],
  [
    'seats-reached',
    ['All seats are used', '10 seats for 10 members', 'Service continues', 'To add seats'],
    ['Toutes les licences sont utilisées', '10 licences pour 10 membres', 'Le service continue', 'Pour ajouter'],
  ],
  [
    'seats-exceeded',
    ['There are more members than seats', '500 seats for 1,234 members', 'Service continues', 'To add seats'],
    [
      'Il y a plus de membres que de licences',
      '500 licences pour 1_234 membres',
      'Le service continue',
      'Pour ajouter',
    ],
  ],
];

describe('the facts of a notice stand in its text and in its HTML', () => {
  it.each(FACTS)('%s', (name, en, fr) => {
    expectSaid(composeCase(noticeCases('en')[name], 'en'), en);
    expectSaid(composeCase(noticeCases('fr')[name], 'fr'), fr);
  });

  it.each<[OwnerAction, en: [string, string], fr: [string, string]]>([
    ['changePlan', ['plan was changed', 'changed the plan'], ['a été modifié', 'a modifié l’abonnement']],
    ['cancelPlan', ['plan was cancelled', 'cancelled the plan'], ['a été résilié', 'a résilié l’abonnement']],
    ['undoCancellation', ['was undone', 'undid the cancellation'], ['a été annulée', 'a annulé la résiliation']],
    ['undoChange', ['was undone', 'undid the scheduled change'], ['a été annulée', 'a annulé la modification prévue']],
    ['endTrial', ['trial was ended', 'ended the trial'], ['essai a été arrêté', 'a arrêté l’essai']],
    ['editBillingDetails', ['were edited', 'edited the billing details'], ['modifiées', 'a modifié les coordonnées']],
    ['editPaymentMethod', ['was replaced', 'replaced the payment method'], ['changé', 'a changé le moyen de paiement']],
  ])('actedForOwner: %s (D9)', (action, en, fr) => {
    const facts = { kind: 'actedForOwner', administratorName: 'Grace Hopper', action, actedOn: '2026-05-03' } as const;
    const [english, french] = [composeCase({ facts }, 'en'), composeCase({ facts }, 'fr')];
    expect(english.subject).toMatch(new RegExp(`${en[0]} by an administrator – Acme$`));
    expect(french.subject).toMatch(new RegExp(`${fr[0]} par un administrateur – Acme$`));
    for (const body of [english.text, visibleText(english.html)]) {
      expect(body).toMatch(new RegExp(`On 3 May 2026, Grace Hopper, an administrator of this space, ${en[1]}`));
    }
    for (const body of [french.text, visibleText(french.html)]) {
      expect(body).toMatch(new RegExp(`Le 3 mai 2026, Grace Hopper, qui administre cet espace, ${fr[1]}`));
    }
  });

  it.each(['seats-kept', 'cancelled', 'seats-nearly-used', 'seats-reached', 'seats-exceeded'] as const)(
    'R28 %s sends the owner of a manually billed plan to sales, not to a page that would refuse',
    (name) => {
      const facts = noticeCases('en')[name];
      const byHand = /change the plan|undo the cancellation|modifiez l’abonnement|annulez la résiliation/;
      for (const [language, throughSales] of [
        ['en', 'Our sales team looks after your plan'],
        ['fr', 'Notre équipe commerciale gère votre abonnement'],
      ] as const) {
        expect(composeCase(facts, language).text).toMatch(byHand);
        expect(composeCase(facts, language, { collection: 'automatic' }).text).toMatch(byHand);
        expect(composeCase(facts, language, { collection: 'manual' }).text).not.toMatch(byHand);
        expect(composeCase(facts, language, { collection: 'manual' }).text).toContain(throughSales);
      }
    },
  );
});

describe('what people typed', () => {
  const typed = (field: string): string => `<script>${field}</script>"&'`;
  const escaped = (field: string): string => `&lt;script&gt;${field}&lt;/script&gt;&quot;&amp;&#39;`;

  /** Every notice with every string in it in the place of what people typed. */
  const hostile = (type: (field: string) => string): readonly [string, NoticeCase, readonly string[]][] => {
    const [actedOn, planName] = ['2026-05-03', type('plan')] as const;
    const administrator = { administratorName: type('administrator') };
    const owners = { ownerName: type('owner'), formerOwnerName: type('former') };
    const creditNote = issuedCreditNote('en', {
      lines: issuedCreditNote('en').lines.map((line) => ({ ...line, description: type('line') })),
      seller: { ...seller, name: type('name'), legalForm: type('form'), email: type('email') },
    });
    const cases = noticeCases('en');
    const planned = ['payment-failed.tried-again', 'lapsed.credited', 'trial-ending.starts'] as const;
    return [
      ...planned.map((name): [string, NoticeCase, string[]] => [
        name,
        { facts: { ...cases[name].facts, planName } },
        ['plan'],
      ]),
      ['trialEnded', { facts: { ...cases['trial-ended.stopped'].facts, planName } }, ['plan']],
      ['cancelled', { facts: { ...cases.cancelled.facts, planName } }, ['plan']],
      ['seats', { facts: { ...cases['seats-reached'].facts, planName } }, ['plan']],
      ['new', { facts: { ...cases['owner-changed.new-owner'].facts, ...owners } }, ['former']],
      ['former', { facts: { ...cases['owner-changed.former-owner'].facts, ...owners } }, ['owner']],
      [
        'claim',
        { facts: { ...cases['claim.billing-address'].facts, ...owners, ...administrator } },
        ['administrator', 'former'],
      ],
      ['acted', { facts: { ...cases['acted-for-owner'].facts, ...administrator, actedOn } }, ['administrator']],
      [
        'credit note',
        { facts: { ...cases['credit-note.refunded'].facts, creditNote } },
        ['line', 'name', 'form', 'email'],
      ],
    ];
  };

  it.each(hostile(typed))('stays text in HTML: %s', (_, notice, fields) => {
    const { html, text } = composeCase(notice, 'en', { recipientName: typed('person'), spaceName: typed('space') });
    expect(html).not.toContain('<script');
    for (const field of [...fields, 'person', 'space']) {
      expect(html).toContain(escaped(field));
      expect(text).toContain(typed(field));
    }
    expect(htmlProblems(html, ['html', 'body', 'p'])).toEqual([]);
  });

  it.each(['\n', '\r\n', '\u2028', '\u2029', '\t\u0000'])('cannot forge a line with %j', (lineBreak) => {
    const forged = `Acme${lineBreak}https://evil.example`;
    for (const [, notice] of hostile(() => forged)) {
      const sender = { ...seller, email: null, legalForm: null };
      const mail = composeCase(notice, 'en', { recipientName: forged, spaceName: forged, seller: sender });
      expect(() => checkMail(mail)).not.toThrow();
      expect(mail.subject).toMatch(/ – Acme https:\/\/evil\.example$/);
      const last = mail.text.split('\n').at(-1);
      expect([LINK, 'https://billing.acme.example/billing/space-1']).toContain(last);
      for (const line of mail.text.split(/[\r\n\u2028\u2029]/)) expect(line).not.toMatch(/^https:\/\/evil/);
    }
  });
});
