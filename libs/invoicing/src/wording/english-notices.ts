import type { CreditNoteMailWords, NoticeMailWords, NoticeWords } from './notice-words.js';

export const englishNotices: NoticeWords = {
  paymentFailed: {
    title: (invoiceNumber) => `Payment of invoice ${invoiceNumber} failed`,
    failed: ({ plan, amount, invoiceNumber }) =>
      `Your ${plan} plan has been renewed, but your payment method could not be charged ${amount} for invoice ${invoiceNumber}.`,
    nextTry: (day) => `We will try again on ${day}.`,
    noNextTry: 'We will not try again by ourselves.',
    wouldEnd: (day) =>
      `Unless the invoice is paid, the plan ends on ${day}. Until then all paid features stay available.`,
    remedy: 'To pay now, replace your card on the billing page: the new card is charged at once.',
  },
  lapsed: {
    title: (plan) => `Your ${plan} plan has ended`,
    ended: ({ plan, day, invoiceNumber }) =>
      `Your ${plan} plan ended on ${day}, because the last attempt to collect invoice ${invoiceNumber} failed.`,
    credited: (amount) => `The days from then on are not charged: ${amount} is credited on that invoice.`,
    creditedBy: ({ amount, creditNote }) =>
      `The days from then on are not charged: credit note ${creditNote} reduces that invoice by ${amount}.`,
    noMoreTries: 'Your payment method will not be charged for that invoice any more.',
    backOnBasic: 'Your space is back on Basic. No data is lost, and you can upgrade again at any time.',
  },
  seatsKept: {
    title: (seats) => `Your plan continues with ${seats}`,
    notDone: ({ seats, day, members }) =>
      `Your plan was to go down to ${seats} on ${day}. That could not be done, because there are ${members} members.`,
    kept: (seats) => `It continues with ${seats}, the smallest tier in which everyone has a seat.`,
    howToReduce: 'To have fewer seats, remove members first, then change the plan on the billing page.',
  },
  trialEnding: {
    title: (day) => `Your trial ends on ${day}`,
    lastDay: ({ plan, day }) => `The last day of your trial of the ${plan} plan is ${day}.`,
    starts: ({ day, seats, cycle, amount }) =>
      `The plan then starts on ${day} (${seats}, ${cycle}), and your payment method will be charged ${amount}.`,
    howToStop: (day) =>
      `If you do not want to go on, end the trial on the billing page by ${day} at the latest: nothing will be charged.`,
    toBasic:
      'No payment method is on file, so your space then goes back to Basic, without an invoice. No data will be lost.',
    howToKeep: (day) => `To keep the plan, add a card on the billing page by ${day} at the latest.`,
  },
  trialEnded: {
    title: 'Your trial has ended',
    stopped: ({ plan, day }) => `Your trial of the ${plan} plan was stopped and ended on ${day}.`,
    withoutPaymentMethod: ({ plan, day }) =>
      `Your trial of the ${plan} plan ended on ${day}. No payment method was on file to go on with.`,
    backOnBasic:
      'Your space is back on Basic. There is no invoice, no data is lost, and you can upgrade at any time on the billing page.',
  },
  cancelled: {
    title: (day) => `Your plan ends on ${day}`,
    ends: ({ plan, day }) => `Your ${plan} plan is cancelled. It ends on ${day}, and no renewal will be invoiced.`,
    untilThen:
      'Until then all paid features stay available. Afterwards your space goes back to Basic, and no data is lost.',
    howToUndo: 'If you change your mind, undo the cancellation on the billing page before that day.',
  },
  ownerChanged: {
    newOwner: {
      title: 'You are now the billing owner',
      since: (day) => `Since ${day} you are the billing owner of this space.`,
      takesOverFrom: (owner) => `You take over from ${owner}.`,
      duties: 'You look after the plan, the billing details and the payment method, and you receive every invoice.',
      check: 'Please check on the billing page that the billing details and the payment method are the right ones.',
    },
    formerOwner: {
      title: 'You are no longer the billing owner',
      since: ({ owner, day }) => `Since ${day} the billing owner of this space is ${owner}.`,
      invoices: (owner) =>
        `Invoices now go to ${owner}, and the links in e-mails that you received no longer open them for you.`,
      mistake: (owner) => `If this is a mistake, ask ${owner} to hand the role back to you.`,
    },
  },
  claim: {
    title: 'The billing ownership has been claimed',
    claimed: ({ administrator, day, why }) =>
      `On ${day}, ${administrator}, an administrator of this space, claimed its billing ownership, because ${why}.`,
    youLeft: 'you are no longer a member of it',
    ownerLeft: (owner) => `${owner} is no longer a member of it`,
    unnamedOwnerLeft: 'the billing owner is no longer a member of it',
    invoices: (administrator) => `Invoices now go to ${administrator}.`,
    unexpected: 'If you did not expect this, speak to the administrators of the space.',
  },
  actedForOwner: {
    action: {
      changePlan: { title: 'Your plan was changed by an administrator', did: 'changed the plan' },
      cancelPlan: { title: 'Your plan was cancelled by an administrator', did: 'cancelled the plan' },
      undoCancellation: {
        title: 'The cancellation of your plan was undone by an administrator',
        did: 'undid the cancellation of the plan',
      },
      undoChange: {
        title: 'A scheduled change of your plan was undone by an administrator',
        did: 'undid the scheduled change of the plan',
      },
      endTrial: { title: 'Your trial was ended by an administrator', did: 'ended the trial' },
      editBillingDetails: {
        title: 'Your billing details were edited by an administrator',
        did: 'edited the billing details',
      },
      editPaymentMethod: {
        title: 'Your payment method was replaced by an administrator',
        did: 'replaced the payment method',
      },
    },
    done: ({ administrator, did, day }) => `On ${day}, ${administrator}, an administrator of this space, ${did}.`,
    policy: 'The rules of this space let administrators act for the billing owner, who is told each time.',
    check: (administrator) =>
      `The billing page shows the current state. If you did not expect this, speak to ${administrator}.`,
  },
  seatsNearlyUsed: {
    title: 'Nearly all seats are used',
    used: ({ plan, members, seats }) => `Your ${plan} plan has ${seats}, and ${members} of them are used.`,
    service: 'Nothing changes for now. Service continues even if more members join than there are seats.',
  },
  seatsReached: {
    title: 'All seats are used',
    used: ({ plan, members, seats }) => `Your ${plan} plan has ${seats} for ${members} members: every seat is used.`,
    service: 'Service continues, and new members can still join.',
  },
  seatsExceeded: {
    title: 'There are more members than seats',
    used: ({ plan, members, seats }) => `Your ${plan} plan has ${seats} for ${members} members.`,
    service: 'Service continues for everyone: nobody loses access.',
  },
};

export const englishNoticeMail: NoticeMailWords = {
  addSeats:
    'To add seats, change the plan on the billing page. They count at once, and you pay for the rest of the period only.',
  throughSales: 'Our sales team looks after your plan: write to us if you want to change anything about it.',
  questions: 'A question? Write to',
  billing: 'Open the billing page',
};

export const englishCreditNoteMail: CreditNoteMailWords = {
  subject: (number) => `Your credit note ${number}`,
  reason: {
    change: 'Your plan has changed. Here is the credit note for the unused days of the previous one.',
    supersede:
      'The plan of the whole organization now covers the team. Here is the credit note for the unused days of the plan that the team had.',
    lapse:
      'Your plan has ended because its renewal could not be collected. Here is the credit note for the days from then on.',
    correction: 'An invoice has been corrected. Here is the credit note for it.',
  },
  title: (number, issuedOn) => `Credit note ${number} of ${issuedOn}`,
  refunded: (amount) =>
    `Refunded: ${amount} goes back to the payment method that was charged, which can take a few days.`,
  reduced: ({ amount, invoiceNumber }) =>
    `Deducted: invoice ${invoiceNumber}, which was open, is reduced by ${amount}.`,
  nothingToDo: 'There is nothing for you to do.',
  questions: 'A question about this credit note? Write to',
  online: 'View your credit note online',
};
