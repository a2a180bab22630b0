import type { CreditNoteMailWords, NoticeMailWords, NoticeWords } from './notice-words.js';

const NBSP = '\u00A0';
const NARROW = '\u202F';

export const frenchNotices: NoticeWords = {
  paymentFailed: {
    title: (invoiceNumber) => `Échec du paiement de la facture ${invoiceNumber}`,
    failed: ({ plan, amount, invoiceNumber }) =>
      `Votre abonnement ${plan} a été renouvelé, mais votre moyen de paiement n’a pas pu être débité de ${amount} pour la facture ${invoiceNumber}.`,
    nextTry: (day) => `Nous ferons une nouvelle tentative le ${day}.`,
    noNextTry: 'Nous ne ferons pas d’autre tentative de nous-mêmes.',
    wouldEnd: (day) =>
      `Faute de paiement, l’abonnement prendra fin le ${day}. D’ici là, toutes les fonctionnalités payantes restent disponibles.`,
    remedy: `Pour payer dès maintenant, changez de carte sur la page de facturation${NBSP}: la nouvelle carte sera débitée aussitôt.`,
  },
  lapsed: {
    title: (plan) => `Votre abonnement ${plan} a pris fin`,
    ended: ({ plan, day, invoiceNumber }) =>
      `Votre abonnement ${plan} a pris fin le ${day}, car la dernière tentative de paiement de la facture ${invoiceNumber} a échoué.`,
    credited: (amount) =>
      `Les jours à compter de cette date ne vous sont pas facturés${NBSP}: un avoir de ${amount} est déduit de cette facture.`,
    creditedBy: ({ amount, creditNote }) =>
      `Les jours à compter de cette date ne vous sont pas facturés${NBSP}: l’avoir ${creditNote} réduit cette facture de ${amount}.`,
    noMoreTries: 'Votre moyen de paiement ne sera plus débité pour cette facture.',
    backOnBasic:
      'Votre espace est revenu à l’offre Basic. Aucune donnée n’est perdue, et vous pouvez reprendre un abonnement à tout moment.',
  },
  seatsKept: {
    title: (seats) => `Votre abonnement continue avec ${seats}`,
    notDone: ({ seats, day, members }) =>
      `Votre abonnement devait passer à ${seats} le ${day}. Ce n’était pas possible, car il y a ${members} membres.`,
    kept: (seats) => `Il continue avec ${seats}, le plus petit palier où chacun a la sienne.`,
    howToReduce:
      'Pour réduire le nombre de licences, retirez d’abord des membres, puis modifiez l’abonnement sur la page de facturation.',
  },
  trialEnding: {
    title: (day) => `Votre essai prend fin le ${day}`,
    lastDay: ({ plan, day }) => `Le dernier jour de votre essai de l’abonnement ${plan} est le ${day}.`,
    starts: ({ day, seats, cycle, amount }) =>
      `L’abonnement commencera ensuite, le ${day} (${seats}, ${cycle}), et votre moyen de paiement sera débité de ${amount}.`,
    howToStop: (day) =>
      `Si vous ne souhaitez pas continuer, arrêtez l’essai sur la page de facturation au plus tard le ${day}${NBSP}: rien ne sera débité.`,
    toBasic:
      'Aucun moyen de paiement n’est enregistré. Votre espace reviendra donc à l’offre Basic, sans facture, et aucune donnée ne sera perdue.',
    howToKeep: (day) =>
      `Pour garder l’abonnement, ajoutez une carte sur la page de facturation au plus tard le ${day}.`,
  },
  trialEnded: {
    title: 'Votre essai a pris fin',
    stopped: ({ plan, day }) => `Votre essai de l’abonnement ${plan} a été arrêté et a pris fin le ${day}.`,
    withoutPaymentMethod: ({ plan, day }) =>
      `Votre essai de l’abonnement ${plan} a pris fin le ${day}. Aucun moyen de paiement n’était enregistré pour continuer.`,
    backOnBasic:
      'Votre espace est revenu à l’offre Basic. Il n’y a pas de facture, aucune donnée n’est perdue, et vous pouvez prendre un abonnement à tout moment sur la page de facturation.',
  },
  cancelled: {
    title: (day) => `Votre abonnement prend fin le ${day}`,
    ends: ({ plan, day }) =>
      `Votre abonnement ${plan} est résilié. Il prend fin le ${day}, et aucun renouvellement ne sera facturé.`,
    untilThen:
      'D’ici là, toutes les fonctionnalités payantes restent disponibles. Ensuite, votre espace reviendra à l’offre Basic, et aucune donnée ne sera perdue.',
    howToUndo: 'Si vous changez d’avis, annulez la résiliation sur la page de facturation avant cette date.',
  },
  ownerChanged: {
    newOwner: {
      title: 'Vous êtes désormais responsable de la facturation',
      since: (day) => `Depuis le ${day}, vous êtes responsable de la facturation de cet espace.`,
      takesOverFrom: (owner) => `Jusque-là, ce rôle revenait à ${owner}.`,
      duties:
        'Vous gérez l’abonnement, les coordonnées de facturation et le moyen de paiement, et vous recevez chaque facture.',
      check: 'Merci de vérifier sur la page de facturation que les coordonnées et le moyen de paiement sont les bons.',
    },
    formerOwner: {
      title: 'Vous n’êtes plus responsable de la facturation',
      since: ({ owner, day }) =>
        `Depuis le ${day}, la personne responsable de la facturation de cet espace est ${owner}.`,
      invoices: (owner) =>
        `Les factures sont désormais envoyées à ${owner}, et les liens des e-mails que vous avez reçus ne vous les ouvrent plus.`,
      mistake: (owner) => `S’il s’agit d’une erreur, demandez à ${owner} de vous rendre ce rôle.`,
    },
  },
  claim: {
    title: 'La responsabilité de la facturation a été reprise',
    claimed: ({ administrator, day, why }) =>
      `Le ${day}, ${administrator}, qui administre cet espace, a repris la responsabilité de sa facturation, car ${why}.`,
    youLeft: 'vous n’en êtes plus membre',
    ownerLeft: (owner) => `${owner} n’en est plus membre`,
    unnamedOwnerLeft: 'la personne responsable n’en est plus membre',
    invoices: (administrator) => `Les factures sont désormais envoyées à ${administrator}.`,
    unexpected: 'Si cela vous surprend, parlez-en aux administrateurs de l’espace.',
  },
  actedForOwner: {
    action: {
      changePlan: { title: 'Votre abonnement a été modifié par un administrateur', did: 'a modifié l’abonnement' },
      cancelPlan: { title: 'Votre abonnement a été résilié par un administrateur', did: 'a résilié l’abonnement' },
      undoCancellation: {
        title: 'La résiliation de votre abonnement a été annulée par un administrateur',
        did: 'a annulé la résiliation de l’abonnement',
      },
      undoChange: {
        title: 'Une modification prévue de votre abonnement a été annulée par un administrateur',
        did: 'a annulé la modification prévue de l’abonnement',
      },
      endTrial: { title: 'Votre essai a été arrêté par un administrateur', did: 'a arrêté l’essai' },
      editBillingDetails: {
        title: 'Vos coordonnées de facturation ont été modifiées par un administrateur',
        did: 'a modifié les coordonnées de facturation',
      },
      editPaymentMethod: {
        title: 'Votre moyen de paiement a été changé par un administrateur',
        did: 'a changé le moyen de paiement',
      },
    },
    done: ({ administrator, did, day }) => `Le ${day}, ${administrator}, qui administre cet espace, ${did}.`,
    policy:
      'Les règles de cet espace permettent aux administrateurs d’agir pour la personne responsable de la facturation, qui en est informée à chaque fois.',
    check: (administrator) =>
      `La page de facturation montre l’état actuel. Si cette action vous surprend, parlez-en à ${administrator}.`,
  },
  seatsNearlyUsed: {
    title: 'Presque toutes les licences sont utilisées',
    used: ({ plan, members, seats }) => `Votre abonnement ${plan} compte ${seats}, dont ${members} sont utilisées.`,
    service:
      'Rien ne change pour l’instant. Le service continue, même si le nombre de membres dépasse celui des licences.',
  },
  seatsReached: {
    title: 'Toutes les licences sont utilisées',
    used: ({ plan, members, seats }) =>
      `Votre abonnement ${plan} compte ${seats} pour ${members} membres${NBSP}: toutes sont utilisées.`,
    service: 'Le service continue, et de nouveaux membres peuvent encore vous rejoindre.',
  },
  seatsExceeded: {
    title: 'Il y a plus de membres que de licences',
    used: ({ plan, members, seats }) => `Votre abonnement ${plan} compte ${seats} pour ${members} membres.`,
    service: `Le service continue pour tous${NBSP}: personne ne perd son accès.`,
  },
};

export const frenchNoticeMail: NoticeMailWords = {
  addSeats:
    'Pour ajouter des licences, modifiez l’abonnement sur la page de facturation. Elles comptent aussitôt, et vous ne payez que le reste de la période.',
  throughSales: `Notre équipe commerciale gère votre abonnement${NBSP}: écrivez-nous pour toute modification.`,
  questions: `Une question${NARROW}? Écrivez à`,
  billing: 'Ouvrir la page de facturation',
};

export const frenchCreditNoteMail: CreditNoteMailWords = {
  subject: (number) => `Votre avoir ${number}`,
  reason: {
    change: 'Votre abonnement a changé. Voici l’avoir pour les jours non utilisés de l’abonnement précédent.',
    supersede:
      'L’abonnement de toute l’organisation couvre désormais l’équipe. Voici l’avoir pour les jours non utilisés de l’abonnement que l’équipe avait.',
    lapse:
      'Votre abonnement a pris fin, car son renouvellement n’a pas pu être encaissé. Voici l’avoir pour les jours à compter de cette date.',
    correction: 'Une facture a été corrigée. Voici l’avoir correspondant.',
  },
  title: (number, issuedOn) => `Avoir ${number} du ${issuedOn}`,
  refunded: (amount) =>
    `Remboursé${NBSP}: votre moyen de paiement est recrédité de ${amount}, ce qui peut prendre quelques jours.`,
  reduced: ({ amount, invoiceNumber }) =>
    `Déduit${NBSP}: la facture ${invoiceNumber}, qui restait à payer, est réduite de ${amount}.`,
  nothingToDo: 'Vous n’avez rien à faire.',
  questions: `Une question sur cet avoir${NARROW}? Écrivez à`,
  online: 'Consulter votre avoir en ligne',
};
