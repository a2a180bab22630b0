import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { status, type sendUnaryData, type ServerDuplexStream, type ServerReadableStream } from '@grpc/grpc-js';
import { appendAnswer, batchAnswer, batchFailure } from './append-answers.js';
import type { Expected, Outcome, ProposedAppend, ProposedEvent } from './event-log.js';
import type { Failure } from './failures.js';
import { nameOf } from './messages.js';

/** What the server makes of an append; null when it never answers. */
export type Perform = (append: ProposedAppend) => Promise<Outcome | Failure | null>;

const isFailure = (answer: Outcome | Failure): answer is Failure => 'code' in answer;

const proposed = (message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedEvent => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

interface ExpectedOptions {
  hasAny: () => boolean;
  hasNoStream: () => boolean;
  hasStreamExists: () => boolean;
}

const expectedBy = (options: ExpectedOptions, revision: string): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'streamExists';
  return options.hasNoStream() ? -1 : Number(revision);
};

/**
 * One append in one call: options first, then the events. When the call is cancelled in the middle, the events that
 * have arrived are written, as the real server does.
 */
export const answerAppend = (
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
  perform: Perform,
): void => {
  let options: AppendReq.Options | undefined;
  const events: ProposedEvent[] = [];
  call.on('data', (request: AppendReq) => {
    const message = request.getProposedMessage();
    if (message) events.push(proposed(message));
    else options = request.getOptions();
  });
  call.on('end', () => {
    if (!options) return answer({ code: status.INVALID_ARGUMENT, details: 'An append begins with its options' });
    const stream = nameOf(options.getStreamIdentifier());
    const append = { stream, expected: expectedBy(options, options.getRevision()), events };
    void perform(append).then((result) => {
      if (result === null) return;
      if (isFailure(result)) answer(result);
      else answer(null, appendAnswer(result));
    });
  });
};

/** Many appends in one call that has no end; each may come in several messages, which its correlation id joins. */
export const answerBatches = (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>, perform: Perform): void => {
  const begun = new Map<string, { readonly first: BatchAppendReq; readonly events: ProposedEvent[] }>();
  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const { first, events } = begun.get(id) ?? { first: request, events: [] };
    begun.set(id, { first, events });
    events.push(...request.getProposedMessagesList().map(proposed));
    const options = first.getOptions();
    if (!request.getIsFinal() || !options) return;
    begun.delete(id);
    const stream = nameOf(options.getStreamIdentifier());
    const append = { stream, expected: expectedBy(options, options.getStreamPosition()), events };
    void perform(append).then((result) => {
      if (result === null) return;
      if (!isFailure(result)) call.write(batchAnswer(first, result));
      else if (result.appendStatus !== undefined) call.write(batchFailure(first, result.appendStatus));
      else call.emit('error', result);
    });
  });
  call.on('end', () => call.end());
  call.on('error', () => undefined);
};
