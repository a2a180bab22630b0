import { type ReferenceModel } from '../reference/model.js';
import { type Step } from '../steps.js';
import { anybody, type Intent, isLikely, pick, prefer, spaceOf } from './intents.js';
import { peopleOf } from './worlds.js';

/** Some, or as many as it takes to come near the seats, to reach or to exceed them (D15). */
const howMany = (intent: Intent, model: ReferenceModel, space: string): number => {
  const plan = model.planOf(space);
  const left = plan === null ? 0 : plan.seats - plan.seatsUsed;
  const nearly = plan === null ? 1 : Math.ceil(plan.seats * 0.9) - plan.seatsUsed;
  return Math.max(1, pick([1, 2, nearly, left, left + 1], intent.much));
};

export const joinStep = (intent: Intent, model: ReferenceModel): Step => {
  const space = spaceOf(intent, model);
  const members = model.membersOf(space);
  const outside = peopleOf(space).filter((person) => !members.includes(person));
  const joining = outside.slice(0, howMany(intent, model, space));
  return { do: 'addMembers', space, people: joining.map((person) => ({ person, takesSeat: intent.how % 6 !== 5 })) };
};

/** Nobody leaves the organization while he is in a team. */
export const leaveStep = (intent: Intent, model: ReferenceModel): Step => {
  const space = spaceOf(intent, model);
  const members = model.membersOf(space);
  const inTeams = space === 'acme' ? [...model.membersOf('design'), ...model.membersOf('build')] : [];
  const mayLeave = (person: string): boolean => members.includes(person) && !inTeams.includes(person);
  const owner = model.planOf(space)?.owner ?? '';
  const others = peopleOf(space).filter((person) => person !== owner && mayLeave(person));
  const leaving = intent.much % 3 === 0 && mayLeave(owner) ? owner : prefer(others, ['stranger'], intent.how);
  return { do: 'removeMember', space, person: leaving, forced: intent.much % 2 === 0 };
};

export const handOverStep = (intent: Intent, model: ReferenceModel): Step => {
  const space = spaceOf(intent, model);
  const by = isLikely(intent) ? (model.planOf(space)?.owner ?? anybody(intent)) : anybody(intent);
  const to = intent.much % 10 === 9 ? 'stranger' : prefer(model.membersOf(space), ['stranger'], intent.how % 3);
  return { do: 'handOver', space, by, to };
};

export const claimStep = (intent: Intent, model: ReferenceModel): Step => {
  const space = spaceOf(intent, model);
  const administrators = space === 'studio' ? ['bob', 'ada'] : ['otto', 'olga'];
  return { do: 'claim', space, by: isLikely(intent) ? pick(administrators, intent.how) : anybody(intent) };
};

export const appointStep = (intent: Intent): Step => ({
  do: 'appointAdministrator',
  space: 'acme',
  by: isLikely(intent) ? pick(['olga', 'otto'], intent.how) : anybody(intent),
  person: pick(peopleOf('acme').slice(0, 5), intent.much),
});
