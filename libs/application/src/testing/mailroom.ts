import { randomUUID } from 'node:crypto';
import {
  spaceDecider,
  subscriptionDecider,
  type Caller,
  type CreditNoteIssued,
  type InvoiceIssued,
  type Sealed,
  type SpaceCommand,
  type SubscriptionCommand,
  type SubscriptionEvent,
} from '#domain';
import { decode, type StoredEvent } from '#event-catalog';
import { BEGINNING } from '#event-store';
import type { Mail, Mailer } from '#invoicing';
import { DiskOutbox } from '#invoicing/outbox';
import type { Automation } from '../automations/automation.js';
import { WhenDocumentIssuedThenMail } from '../automations/when-document-issued-then-mail.js';
import { WhenOwnerIsToBeToldThenMail } from '../automations/when-owner-is-to-be-told-then-mail.js';
import { IssuedInvoices } from '../invoices/issued-invoices.js';
import { appendFact } from '../kernel/append-fact.js';
import { SYSTEM, type CommandContext } from '../kernel/context.js';
import { billingKey, People, personKey } from '../kernel/people.js';
import { spaceStream, subscriptionStream } from '../kernel/streams.js';
import { CreditNoteMails } from '../mails/credit-note-mails.js';
import { Mailings } from '../mails/mailings.js';
import { NoticeFactsReader } from '../mails/notice-facts.js';
import { NoticeMails } from '../mails/notice-mails.js';
import { Recipients } from '../mails/recipients.js';
import { billingSettings, contextOf, openFixture, openSubscription, type Fixture } from './application.fixture.js';

type Documents = InvoiceIssued | CreditNoteIssued;

export interface RoomOptions {
  readonly seats?: number;
  readonly isTrial?: boolean;
  readonly locale?: 'en' | 'fr';
}

const READ_MAX = 10_000;

/** Who gives a command, as the event records it. */
export const member = (id: string): CommandContext['actor'] => ({ id, role: 'member' });
export const sales: CommandContext['actor'] = { id: 'sam', role: 'sales' };

/** The same person as the command carries it: an administrator of the workspace. */
export const administrator = (memberId: string): Caller => ({
  ...{ memberId, isMember: true, isAdministrator: true, isSales: false },
});

/**
 * The workspace `work`, on Premium since 1 April 2026: Ann is billing owner, Adam administers it, Bob is a member. What
 * is mailed follows from what is recorded here, when it is asked for.
 */
export class Mailroom {
  readonly outbox: DiskOutbox;

  private constructor(readonly fixture: Fixture) {
    this.outbox = new DiskOutbox(fixture.database);
  }

  static async open({ locale = 'en', ...opening }: RoomOptions = {}): Promise<Mailroom> {
    const room = new Mailroom(await openFixture());
    await room.inSpace({ type: 'CreateWorkspace', data: { spaceId: 'work', name: 'Work', createdBy: 'adam' } });
    for (const memberId of ['ann', 'adam', 'bob']) await room.join(memberId);
    const details = { name: 'Buyer Ltd', email: 'billing@buyer.example' };
    const billingDetails = await room.fixture.vault.seal(billingKey('sub_1'), details);
    await openSubscription(room.fixture, 'sub_1', { ...opening, account: { spaceId: 'work', locale, billingDetails } });
    return room;
  }

  close(): Promise<void> {
    return this.fixture.close();
  }

  async join(memberId: string): Promise<void> {
    const name = `${memberId.charAt(0).toUpperCase()}${memberId.slice(1)}`;
    const profile = { name, email: `${memberId}@work.example`, locale: null };
    const sealed = await this.fixture.vault.seal(personKey(memberId), profile);
    const by = { memberId: 'adam', administersFromOutside: true };
    await this.inSpace({ type: 'PutMember', data: { memberId, profile: sealed, emailDomain: 'work.example', by } });
  }

  /** As a directory sync does it. */
  async leave(memberId: string): Promise<void> {
    const by = { memberId: 'directory', administersFromOutside: true };
    await this.inSpace({ type: 'RemoveMember', data: { memberId, isBillingOwner: false, isForced: true, by } });
  }

  async inSpace(command: SpaceCommand): Promise<void> {
    const stream = spaceStream('work');
    await this.fixture.decisions.decide({
      stream,
      decider: spaceDecider,
      command: () => command,
      context: contextOf(),
    });
  }

  /** Decides a command on the subscription. Answers the ids of its events. */
  async decide(command: SubscriptionCommand, actor: CommandContext['actor'] = SYSTEM): Promise<readonly string[]> {
    return this.#decide((state) => subscriptionDecider.decide(command, state), actor);
  }

  /** Records events as one command, whatever the rules would say. */
  async record(
    events: readonly SubscriptionEvent[],
    actor: CommandContext['actor'] = SYSTEM,
  ): Promise<readonly string[]> {
    return this.#decide(() => events, actor);
  }

  async issue(stream: string, event: Documents): Promise<void> {
    const { store, clock } = this.fixture;
    const id = randomUUID();
    const metadata = { commandId: id, correlationId: id, causationId: id, actor: SYSTEM, recordedAt: clock.now() };
    await appendFact(store, stream, await store.readLast(stream), { id, event, metadata });
  }

  /** Another address and another card, as a command carries them. */
  async sealed(): Promise<{ readonly billingDetails: Sealed; readonly paymentMethod: Sealed }> {
    const { vault } = this.fixture;
    const details = { name: 'Buyer Ltd', email: 'accounts@buyer.example' };
    const card = { brand: 'visa', lastFour: '0005', token: 'tok_ok' };
    return {
      billingDetails: await vault.seal(billingKey('sub_1'), details),
      paymentMethod: await vault.seal(billingKey('sub_1'), card),
    };
  }

  /** Sends what follows from all events, each mail twice at once. Answers everything that ever went out. */
  async deliver(mailer: Mailer = this.outbox): Promise<readonly Mail[]> {
    const recorded = await this.fixture.store.readAll(BEGINNING, READ_MAX);
    for (const automation of this.#automations(mailer)) {
      const jobs = recorded.flatMap((event) => automation.jobsFor({ event: decode(event), recorded: event }));
      for (const job of jobs) await Promise.all([automation.run(job), automation.run(job)]);
    }
    return this.outbox.list({ limit: 500 });
  }

  /** What is recorded of the mails. */
  async sent(): Promise<readonly Extract<StoredEvent, { type: 'MailSent' }>['data'][]> {
    const recorded = await this.fixture.store.readAll(BEGINNING, READ_MAX);
    return recorded.map((event) => decode(event)).flatMap((event) => (event.type === 'MailSent' ? [event.data] : []));
  }

  async #decide(
    decide: (state: ReturnType<typeof subscriptionDecider.initialState>) => readonly SubscriptionEvent[],
    actor: CommandContext['actor'],
  ): Promise<readonly string[]> {
    const stream = subscriptionStream('sub_1');
    const context = contextOf(randomUUID(), { actor });
    const decider = { ...subscriptionDecider, decide: (_: null, state: Parameters<typeof decide>[0]) => decide(state) };
    await this.fixture.decisions.decide({ stream, decider, command: () => null, context });
    const recorded = await this.fixture.store.readStream(stream);
    return recorded.filter(({ metadata }) => metadata.commandId === context.commandId).map(({ id }) => id);
  }

  #automations(mailer: Mailer): readonly Automation[] {
    const { store, decisions, catalogs, vault, clock } = this.fixture;
    const settings = billingSettings;
    const people = new People(decisions, vault);
    const mailings = new Mailings(decisions, mailer, vault);
    const recipients = new Recipients(decisions, people, vault);
    const creditNotes = new CreditNoteMails(store, decisions, clock, settings);
    const reader = new NoticeFactsReader(people, catalogs, new IssuedInvoices(store, settings));
    return [
      new WhenDocumentIssuedThenMail({ store, mailings, recipients, creditNotes, clock, settings }),
      new WhenOwnerIsToBeToldThenMail(store, mailings, new NoticeMails(reader, recipients, clock, settings)),
    ];
  }
}
