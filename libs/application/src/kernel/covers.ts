import { coverageDecider, coverOf, rootOf, type Cover, type ExistingSpace } from '#domain';
import type { Decisions } from './decide-and-append.js';
import { coverageStream } from './streams.js';

/** The plan that a space has, is about to have or had last, by the stream that decides it; null when it never had one. */
export const coverOfSpace = async (decisions: Decisions, space: ExistingSpace): Promise<Cover | null> => {
  const { state } = await decisions.load(coverageStream(rootOf(space)), coverageDecider);
  return coverOf(state, space.spaceId);
};
