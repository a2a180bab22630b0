import type { Invoice, Locale, QuittanceClient, Session } from '../client/index.js';
import { endOf, monthOf, monthsFrom } from './calendar.js';
import {
  BEGINS_ON,
  CAST,
  castOf,
  ENDS_ON,
  ownerOn,
  personOf,
  STORY,
  type Cast,
  type Scene,
  type SpaceId,
} from './story.js';
import type { Month, Standing, Told } from './told.js';

/** People come to work in the morning; months are looked at in the evening. */
const MORNING = 'T08:00:00.000Z';
const EVENING = 'T20:00:00.000Z';

export interface Teller {
  readonly client: QuittanceClient;
  /** Of everybody in the story, so of invoices and mails. */
  readonly language: Locale;
  readonly onMonth: (month: string) => void;
}

/** Lets the story happen, and asks what became of it. */
export const tell = async (teller: Teller): Promise<Told> => {
  const operator = await teller.client.as('olga', 'operator');
  await operator.setClock(`${BEGINS_ON}${MORNING}`);
  for (const cast of CAST) await gather(teller, cast);
  const months: Month[] = [];
  for (const month of monthsFrom(BEGINS_ON, ENDS_ON)) {
    teller.onMonth(month);
    await playMonth(teller, operator, month);
    months.push({ month, standings: await standingsOf(teller, endOf(month)) });
  }
  return { months, ...(await facts(teller)) };
};

const gather = async ({ client, language }: Teller, cast: Cast): Promise<void> => {
  const { spaceId, name, organization, domain } = cast;
  const founder = await client.as(cast.people[0]?.id ?? '');
  if (organization === null) await founder.createOrganization({ spaceId, name, domain });
  else {
    await founder.createOrganization({ ...organization, domain });
    await founder.createTeam(organization.spaceId, { spaceId, name });
  }
  for (const { id, ...profile } of [...cast.people, ...cast.guests]) {
    await founder.putMember(spaceId, id, { ...profile, locale: language });
  }
};

const playMonth = async (teller: Teller, operator: Session, month: string): Promise<void> => {
  for (const scene of STORY.filter(({ on }) => monthOf(on) === month)) {
    await operator.advance(`${scene.on}${MORNING}`);
    await play(teller, scene);
  }
  await operator.advance(`${endOf(month)}${EVENING}`);
};

const play = async ({ client, language }: Teller, scene: Scene): Promise<void> => {
  const session = await client.as(scene.by);
  const { space } = scene;
  if (scene.asks === 'upgrade') await upgrade(session, scene, language);
  else if (scene.asks === 'change') await session.change(space, scene.to);
  else if (scene.asks === 'handOver') await session.handOver(space, scene.to);
  else if (scene.asks === 'cancel') await session.cancel(space);
  else await session.undoCancellation(space);
};

const upgrade = async (
  session: Session,
  { space, by, to }: Extract<Scene, { asks: 'upgrade' }>,
  locale: Locale,
): Promise<void> => {
  const { bills } = castOf(space);
  const billingDetails = { ...bills, email: personOf(by).email, locale };
  await session.upgrade(space, { ...to, billingDetails, paymentMethod: { token: 'tok_ok' } });
};

const ofBoth = async <T>(ask: (space: SpaceId) => Promise<T>): Promise<Record<SpaceId, T>> => ({
  acme: await ask('acme'),
  design: await ask('design'),
});

const standingsOf = ({ client }: Teller, day: string): Promise<Record<SpaceId, Standing | null>> =>
  ofBoth(async (space) => {
    const ownerId = ownerOn(space, day);
    return ownerId === '' ? null : (await client.as(ownerId)).billing(space);
  });

const facts = async ({ client }: Teller): Promise<Omit<Told, 'months'>> => {
  const auditor = await client.as('aurore', 'auditor');
  const owners = await ofBoth((space) => client.as(ownerOn(space, ENDS_ON)));
  const tabs = await ofBoth((space) => owners[space].billing(space));
  const invoices = await ofBoth((space) => owners[space].invoices(space));
  return {
    invoices: [...invoices.acme, ...invoices.design].sort(byNumber),
    mails: await auditor.mails(),
    histories: await ofBoth((space) => auditor.history(tabs[space].subscriptionId)),
    members: await ofBoth((space) => owners[space].members(space)),
    plans: await auditor.plans('EUR'),
    timeZone: tabs.design.billingDetails?.timeZone ?? 'UTC',
  };
};

const byNumber = (a: Invoice, b: Invoice): number => (a.number < b.number ? -1 : 1);
