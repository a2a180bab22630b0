import type { Dictionary } from './dictionary.js';

/** French sets a no-break space before a colon and narrow ones before `;`, `?` and `!`. */
const NBSP = '\u00A0';
const NARROW = '\u202F';

export const french: Dictionary = {
  calendar: {
    months: [
      'janvier',
      'février',
      'mars',
      'avril',
      'mai',
      'juin',
      'juillet',
      'août',
      'septembre',
      'octobre',
      'novembre',
      'décembre',
    ],
    dayOfMonth: (day) => (day === 1 ? '1er' : String(day)),
    days: (first, last) => `du ${first} au ${last}`,
    oneDay: (day) => `le ${day}`,
    at: (day, time) => `${day} à ${time} UTC`,
  },
  line: {
    seats: (count) => (count === 1 ? '1 licence' : `${count} licences`),
    cycle: { monthly: 'facturation mensuelle', annual: 'facturation annuelle' },
    unusedDays: 'jours non utilisés',
    credit: (service) => `Avoir${NBSP}: ${service}`,
    prorated: {
      monthly: (price) => `Au prorata de ${price} par licence et par mois`,
      annual: (price) => `Au prorata de ${price} par licence et par an`,
    },
  },
  totals: {
    total: 'Total',
    beforeTax: 'Total HT',
    withTax: 'Total TTC',
    tax: (rate, base) => `TVA ${rate} sur ${base}`,
    exemption: {
      AE: 'Autoliquidation',
      E: 'TVA non applicable, art. 293 B du CGI',
      O: 'TVA non applicable – art. 259, 1° du CGI',
    },
  },
  document: {
    kind: { invoice: 'Facture', creditNote: 'Avoir' },
    status: {
      invoice: { open: 'À payer', paid: 'Payée', refunded: 'Remboursée', uncollectible: 'Irrécouvrable' },
      creditNote: { open: 'À rembourser', paid: 'Soldé', refunded: 'Remboursé', uncollectible: 'Irrécouvrable' },
    },
    seller: 'Vendeur',
    buyer: 'Facturé à',
    siren: 'SIREN',
    vatId: 'N° de TVA',
    taxId: 'Identifiant fiscal',
    issuedOn: 'Date d’émission',
    dueOn: 'Date d’échéance',
    servicePeriod: 'Période de service',
    lines: 'Prestations facturées',
    description: 'Désignation',
    quantity: 'Quantité',
    unitPrice: 'Prix unitaire',
    unitPriceBeforeTax: 'Prix unitaire HT',
    amount: 'Montant',
    amountBeforeTax: 'Montant HT',
    totals: 'Totaux',
    paidOn: (day) => `Payé le ${day}`,
    amountDue: 'Reste à payer',
    allInvoices: 'Toutes les factures',
  },
  invoiceMail: {
    subject: (number) => `Votre facture ${number}`,
    greeting: (name) => `Bonjour ${name},`,
    greetingOfNobody: 'Bonjour,',
    reason: {
      start: 'Votre abonnement a commencé. Voici sa première facture.',
      renewal: 'Votre abonnement a été renouvelé. Voici la facture de la nouvelle période.',
      change: 'Votre abonnement a changé. Voici la facture de cette modification.',
    },
    title: (number, issuedOn) => `Facture ${number} du ${issuedOn}`,
    forSpace: (space) => `Pour ${space}`,
    settled: (total) =>
      `Payée${NBSP}: votre moyen de paiement a été débité de ${total}. Vous n’avez plus rien à faire.`,
    nothingDue: `Le total de cette facture est nul${NBSP}: il n’y a rien à payer.`,
    collected: `Votre moyen de paiement est débité automatiquement${NBSP}: vous n’avez rien à faire.`,
    transfer: ({ total, dueOn, number }) =>
      `Merci de régler ${total} par virement au plus tard le ${dueOn}, en indiquant la référence ${number}.`,
    due: (total, dueOn) =>
      `${total} à régler au plus tard le ${dueOn}. Un moyen de paiement enregistré est débité automatiquement${NARROW}; à défaut, merci de régler par virement.`,
    questions: `Une question sur cette facture${NARROW}? Écrivez à`,
    online: 'Consulter votre facture en ligne',
  },
  page: {
    skip: 'Aller au contenu',
    invoices: {
      title: 'Factures',
      none: 'Il n’y a pas encore de facture. La première apparaîtra ici dès son émission.',
    },
    outbox: {
      title: 'Boîte d’envoi',
      none: 'Aucun e-mail n’a encore été envoyé. Factures et avis apparaissent ici au lieu de quitter cette machine.',
      choose: 'Cet e-mail n’est pas dans la boîte d’envoi. Choisissez-en un dans la liste.',
      back: 'Tous les e-mails',
      to: 'À',
      sentAt: 'Envoyé',
      kind: 'Type',
      kinds: {
        invoice: 'Facture',
        creditNote: 'Avoir',
        paymentFailed: 'Échec de paiement',
        lapsed: 'Abonnement terminé faute de paiement',
        seatsKept: 'Licences conservées',
        trialEnding: 'Fin d’essai proche',
        trialEnded: 'Essai terminé',
        cancelled: 'Résiliation prévue',
        ownerChanged: 'Nouveau responsable de la facturation',
        claim: 'Responsabilité de la facturation reprise',
        actedForOwner: 'Action d’un administrateur',
        seatsNearlyUsed: 'Licences presque épuisées',
        seatsReached: 'Toutes les licences utilisées',
        seatsExceeded: 'Plus de membres que de licences',
      },
      attachments: 'Pièces jointes',
      bytes: (count) => `${count}${NBSP}octets`,
      body: 'Contenu de l’e-mail',
      plainText: 'Le même e-mail en texte brut',
    },
    landing: {
      lead: 'La facturation d’abonnements par licence, où chaque montant remonte à l’événement qui l’a créé.',
    },
    signIn: {
      title: 'Se connecter',
      lead: 'Seul le responsable de la facturation voit les factures. Connectez-vous pour les ouvrir.',
      memberId: 'Identifiant de membre',
      hint: `Connexion de développement${NBSP}: aucun mot de passe n’est demandé.`,
      submit: 'Se connecter',
      elsewhere: 'Connectez-vous à l’application dans ce navigateur, puis rouvrez cette page.',
      again: 'Rouvrir cette page',
    },
    contact: `Besoin d’aide${NARROW}? Écrivez à`,
    problem: {
      notOwner: {
        title: 'Seul le responsable de la facturation peut ouvrir ces factures',
        detail:
          'Il a peut-être changé depuis l’envoi de cet e-mail. Demandez la facture au responsable actuel, ou connectez-vous avec son compte.',
      },
      unknownLink: {
        title: 'Ce lien ne mène à aucune facture',
        detail: 'Vérifiez qu’il a été copié en entier, ou ouvrez le lien de votre dernier e-mail de facture.',
      },
      notFound: {
        title: 'Il n’y a rien à cette adresse',
        detail: 'Vérifiez l’adresse, ou revenez à la page d’où vous venez.',
      },
    },
  },
};
