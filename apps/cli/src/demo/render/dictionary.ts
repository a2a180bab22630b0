import type { CheckName } from '../checks.js';

/** Everything that the demo says, in one language. `{name}` is filled in. */
export interface Dictionary {
  readonly title: string;
  readonly clock: string;
  /** Who is in a space; `guests` only where there are some. */
  readonly people: string;
  readonly guests: string;
  readonly telling: string;
  readonly took: string;
  readonly months: string;
  readonly invoices: string;
  readonly mails: string;
  readonly sums: string;
  readonly checks: string;
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly states: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, string>>;
  readonly cycles: Readonly<Record<'monthly' | 'annual', string>>;
  readonly happened: Readonly<Record<Happening, string>>;
  readonly holds: Readonly<Record<CheckName, string>>;
  readonly verdict: { readonly good: string; readonly bad: string };
}

export type ColumnName =
  | 'month'
  | 'happened'
  | 'invoiced'
  | 'mailed'
  | 'running'
  | 'number'
  | 'issuedOn'
  | 'to'
  | 'lines'
  | 'net'
  | 'status'
  | 'subject'
  | 'sentOn'
  | 'space'
  | 'documents'
  | 'charged'
  | 'credited'
  | 'all';

export type Happening =
  | 'started'
  | 'upgraded'
  | 'seatsChanged'
  | 'cancelled'
  | 'cancellationUndone'
  | 'handedOver'
  | 'renewed'
  | 'ended'
  | 'paymentFailed';

export const ENGLISH: Dictionary = {
  title: 'Quittance tells a story: {months} months in {space} and {other}',
  clock: 'Test clock from {from} to {until}; everything below was read back through the API.',
  people: '{space}: {count} people, each takes a seat',
  guests: '{space}: {count} people, {seated} take a seat (guests take none)',
  telling: 'Telling the story',
  took: 'Told in {seconds} s.',
  months: 'Month by month',
  invoices: 'Invoices',
  mails: 'Mails',
  sums: 'Sums',
  checks: 'Checks',
  columns: {
    month: 'Month',
    happened: 'What happened',
    invoiced: 'Invoiced',
    mailed: 'Mails',
    running: 'In all',
    number: 'Number',
    issuedOn: 'Issued',
    to: 'To',
    lines: 'Lines',
    net: 'Net',
    status: 'Status',
    subject: 'Subject',
    sentOn: 'Sent',
    space: 'Space',
    documents: 'Invoices',
    charged: 'Charged',
    credited: 'Credited',
    all: 'All',
  },
  states: { active: 'active', ended: 'ended', pastDue: 'past due', none: 'Basic' },
  statuses: { open: 'open', paid: 'paid', refunded: 'refunded', uncollectible: 'uncollectible' },
  cycles: { monthly: 'monthly', annual: 'annual' },
  happened: {
    started: '{day} {space}: {plan}, {cycle}, {seats} seats',
    upgraded: '{day} {space}: {oldPlan} → {plan}',
    seatsChanged: '{day} {space}: {oldSeats} → {seats} seats',
    cancelled: '{day} {space}: cancelled for {until}',
    cancellationUndone: '{day} {space}: cancellation undone',
    handedOver: '{day} {space}: {oldOwner} hands over to {owner}',
    renewed: '{day} {space}: renewed',
    ended: '{day} {space}: the plan ends',
    paymentFailed: '{day} {space}: the payment failed',
  },
  holds: {
    numbersAreGapless: 'Invoice numbers run from 1 without gap in each series',
    oneMailPerInvoice: 'Each invoice went out in one mail, to its owner of that day',
    oneNoticePerFact: 'Each cancellation and hand-over was told once to everyone concerned, and no other mail went out',
    linesAddUp: 'The lines of each invoice add up to its net, net and taxes to its total',
    allArePaid: 'Nothing is left to pay',
    sumIsPriceIntegral: 'What was invoiced is the price of each seat on each day, counted again from the story alone',
  },
  verdict: { good: 'All checks hold.', bad: 'A check does not hold: see ✗ above.' },
};

export const FRENCH: Dictionary = {
  title: 'Quittance raconte une histoire : {months} mois chez {space} et {other}',
  clock: 'Horloge de test du {from} au {until} ; tout ce qui suit a été relu par l’API.',
  people: '{space} : {count} personnes, chacune occupe une licence',
  guests: '{space} : {count} personnes, {seated} occupent une licence (les invités aucune)',
  telling: 'L’histoire se déroule',
  took: 'Racontée en {seconds} s.',
  months: 'Mois par mois',
  invoices: 'Factures',
  mails: 'E-mails',
  sums: 'Totaux',
  checks: 'Vérifications',
  columns: {
    month: 'Mois',
    happened: 'Ce qui s’est passé',
    invoiced: 'Facturé',
    mailed: 'E-mails',
    running: 'Cumul',
    number: 'Numéro',
    issuedOn: 'Émise',
    to: 'À',
    lines: 'Lignes',
    net: 'Net',
    status: 'État',
    subject: 'Objet',
    sentOn: 'Envoyé',
    space: 'Espace',
    documents: 'Factures',
    charged: 'Débité',
    credited: 'Crédité',
    all: 'Tout',
  },
  states: { active: 'actif', ended: 'terminé', pastDue: 'impayé', none: 'Basic' },
  statuses: { open: 'ouverte', paid: 'payée', refunded: 'remboursée', uncollectible: 'irrécouvrable' },
  cycles: { monthly: 'mensuel', annual: 'annuel' },
  happened: {
    started: '{day} {space} : {plan}, {cycle}, {seats} licences',
    upgraded: '{day} {space} : {oldPlan} → {plan}',
    seatsChanged: '{day} {space} : {oldSeats} → {seats} licences',
    cancelled: '{day} {space} : résiliation au {until}',
    cancellationUndone: '{day} {space} : résiliation annulée',
    handedOver: '{day} {space} : {oldOwner} passe la main à {owner}',
    renewed: '{day} {space} : renouvellement',
    ended: '{day} {space} : fin de l’abonnement',
    paymentFailed: '{day} {space} : paiement refusé',
  },
  holds: {
    numbersAreGapless: 'Les numéros de facture se suivent sans trou, depuis 1, dans chaque série',
    oneMailPerInvoice: 'Chaque facture est partie dans un seul e-mail, à la personne responsable ce jour-là',
    oneNoticePerFact:
      'Chaque résiliation et chaque passation a été annoncée une fois aux personnes concernées, et aucun autre e-mail n’est parti',
    linesAddUp: 'Les lignes de chaque facture font son net, le net et les taxes son total',
    allArePaid: 'Il ne reste rien à payer',
    sumIsPriceIntegral:
      'Le total facturé est le prix de chaque licence chaque jour, recompté d’après la seule histoire',
  },
  verdict: { good: 'Toutes les vérifications passent.', bad: 'Une vérification échoue : voir ✗ ci-dessus.' },
};

/** A sentence with its gaps filled in. @throws Error for a gap that nothing is given for. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`"${sentence}" has nothing for {${name}}: give it`);
    return value;
  });
