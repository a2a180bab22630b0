import { Refusal, type RefusalDetails } from '#domain';
import { Problem } from '../problems/index.js';

type Wishes = Readonly<Record<string, string | number>>;

interface MixedChange {
  readonly spaceId: string;
  readonly wishes: Wishes;
}

const partOf = (wishes: Wishes, details: RefusalDetails, direction: 'up' | 'down'): Wishes =>
  Object.fromEntries(Object.entries(wishes).filter(([name]) => details[name] === direction));

/** D13: names the two commands to send instead, what goes up first. */
const explained = ({ spaceId, wishes }: MixedChange, { code, details }: Refusal): Problem => {
  const path = `/v1/spaces/${encodeURIComponent(spaceId)}/subscription/change`;
  const commands = (['up', 'down'] as const).map((direction) => ({
    method: 'POST',
    path,
    body: partOf(wishes, details, direction),
  }));
  return new Problem(code, { details: { parts: details, commands } });
};

/** Runs a change. @throws Problem `change.mixed` with the commands, where the rules refuse it as mixed. */
export const explainMixedChange = async <T>(change: MixedChange, run: () => Promise<T>): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'change.mixed') throw explained(change, error);
    throw error;
  }
};
