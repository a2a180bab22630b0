import type { Duplex } from 'node:stream';

/** The server has no reason to end the call that carries the appends, but does so when it shuts down. */
export class AppendsEnded extends Error {
  constructor() {
    super('EventStoreDB has ended the call that carries the appends');
    this.name = new.target.name;
  }
}

type Emit = Duplex['emit'];
type Write = (chunk: unknown) => boolean;

/**
 * Takes the sting out of the call that carries all appends of a client.
 *
 * The client keeps what waits for an answer in one map for the whole process. When such a call breaks, whichever client
 * it belongs to, all that wait are rejected and forgotten; the answer to one that was sent on a healthy call then finds
 * nothing in the map, and the exception would end the process. What was rejected is repeated by us, so the answer may
 * get lost.
 *
 * A write that waits for room while the call breaks is rejected where nobody can catch it, so no write ever waits: what
 * is under way is bounded by those who wait for its answer.
 *
 * A call that the server ends without an error stays open on our side, and would swallow every append from then on.
 */
export const guardAppends = (call: Duplex): Duplex => {
  const emit: Emit = call.emit.bind(call);
  const write = call.write.bind(call) as Write;
  const guarded: { emit: Emit; write: Write } = {
    emit: (event: string | symbol, ...values: unknown[]) =>
      event === 'data' ? emitToForgetful(() => emit(event, ...values)) : emit(event, ...values),
    write: (chunk) => {
      write(chunk);
      return true;
    },
  };
  call.once('end', () => call.destroy(new AppendsEnded()));
  return Object.assign(call, guarded);
};

const emitToForgetful = (emit: () => boolean): boolean => {
  try {
    return emit();
  } catch (error) {
    // The client takes apart what its map has for the answer: nothing.
    if (error instanceof TypeError) return true;
    throw error;
  }
};
