import type { BillLine } from '#domain';
import { businessFromMidApril, premiumCredit, premiumInApril } from '../testing/invoices.fixture.js';
import { describeLine } from './describe-line.js';

const yearly: BillLine = { ...premiumInApril, cycle: 'annual', period: { start: '2028-02-29', end: '2029-02-28' } };
const oneSeatAdded: BillLine = {
  ...premiumInApril,
  seats: 1,
  period: { start: '2026-04-30', end: '2026-05-01' },
};

describe('describeLine', () => {
  it.each<[string, BillLine, string, string]>([
    [
      'a whole month, which ends the day before its exclusive end',
      premiumInApril,
      'Premium, 5 seats, monthly, 1 April 2026 to 30 April 2026',
      'Premium, 5 licences, facturation mensuelle, du 1er avril 2026 au 30 avril 2026',
    ],
    [
      'a year',
      yearly,
      'Premium, 5 seats, annual, 29 February 2028 to 27 February 2029',
      'Premium, 5 licences, facturation annuelle, du 29 février 2028 au 27 février 2029',
    ],
    [
      'the rest of a period',
      businessFromMidApril,
      'Premium, 5 seats, monthly, 16 April 2026 to 30 April 2026',
      'Premium, 5 licences, facturation mensuelle, du 16 avril 2026 au 30 avril 2026',
    ],
    [
      'a credit, saying what is credited',
      premiumCredit,
      'Credit: Premium, 5 seats, monthly, unused days, 16 April 2026 to 30 April 2026',
      'Avoir\u00A0: Premium, 5 licences, facturation mensuelle, jours non utilisés, du 16 avril 2026 au 30 avril 2026',
    ],
    [
      'one seat for one day',
      oneSeatAdded,
      'Premium, 1 seat, monthly, 30 April 2026',
      'Premium, 1 licence, facturation mensuelle, le 30 avril 2026',
    ],
  ])('names %s', (_, line, en, fr) => {
    expect(describeLine({ line, planName: 'Premium', language: 'en' })).toBe(en);
    expect(describeLine({ line, planName: 'Premium', language: 'fr' })).toBe(fr);
  });

  it.each([
    [
      'Design',
      'Credit: Premium, 5 seats, monthly, superseded plan of the team Design, unused days, 16 April 2026 to 30 April 2026',
      'Avoir\u00A0: Premium, 5 licences, facturation mensuelle, abonnement remplacé de l’équipe Design, jours non utilisés, du 16 avril 2026 au 30 avril 2026',
    ],
    [
      ' ',
      'Credit: Premium, 5 seats, monthly, superseded team plan, unused days, 16 April 2026 to 30 April 2026',
      'Avoir\u00A0: Premium, 5 licences, facturation mensuelle, abonnement d’équipe remplacé, jours non utilisés, du 16 avril 2026 au 30 avril 2026',
    ],
    [
      'De\nsign',
      'Credit: Premium, 5 seats, monthly, superseded plan of the team De sign, unused days, 16 April 2026 to 30 April 2026',
      'Avoir\u00A0: Premium, 5 licences, facturation mensuelle, abonnement remplacé de l’équipe De sign, jours non utilisés, du 16 avril 2026 au 30 avril 2026',
    ],
  ])('names the plan of a team that an organization superseded (D2): %j', (supersededTeam, en, fr) => {
    const line = { line: premiumCredit, planName: 'Premium', supersededTeam };
    expect(describeLine({ ...line, language: 'en' })).toBe(en);
    expect(describeLine({ ...line, language: 'fr' })).toBe(fr);
  });

  it('prints the name of the plan as the catalog gives it', () => {
    const line = { line: premiumInApril, planName: 'Entreprise & Co' };
    expect(describeLine({ ...line, language: 'fr' })).toMatch(/^Entreprise & Co, 5 licences,/);
  });
});
