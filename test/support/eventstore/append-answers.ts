import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import type { LoggedEvent, Outcome } from './event-log.js';

const success = ({ revision, commit, prepare }: LoggedEvent): AppendResp.Success =>
  new streams.AppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(
      new streams.AppendResp.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare)),
    );

const wrongVersion = (current: number): AppendResp.WrongExpectedVersion => {
  const message = new streams.AppendResp.WrongExpectedVersion();
  return current < 0 ? message.setCurrentNoStream(new shared.Empty()) : message.setCurrentRevision(String(current));
};

/** The answer to an append that has a call of its own. */
export const appendAnswer = (outcome: Outcome): AppendResp =>
  'last' in outcome
    ? new streams.AppendResp().setSuccess(success(outcome.last))
    : new streams.AppendResp().setWrongExpectedVersion(wrongVersion(outcome.wrongVersion));

const batchSuccess = ({ revision, commit, prepare }: LoggedEvent): BatchAppendResp.Success =>
  new streams.BatchAppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(new shared.AllStreamPosition().setCommitPosition(String(commit)).setPreparePosition(String(prepare)));

const batchWrongVersion = (current: number): Status => {
  const details = new shared.WrongExpectedVersion();
  if (current < 0) details.setCurrentNoStream(new emptyMessages.Empty());
  else details.setCurrentStreamRevision(String(current));
  return errorStatus('WrongExpectedVersion', details.serializeBinary());
};

/** An error that ends one append and leaves alone the others that share its call. */
const errorStatus = (name: string, details: Uint8Array): Status => {
  const packed = new anyMessages.Any();
  packed.pack(details, `event_store.client.${name}`);
  return new statusMessages.Status().setMessage(name).setDetails(packed);
};

const batchResponse = (request: BatchAppendReq): BatchAppendResp =>
  new streams.BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(request.getOptions()?.getStreamIdentifier());

export const batchFailure = (request: BatchAppendReq, name: string): BatchAppendResp =>
  batchResponse(request).setError(errorStatus(name, new Uint8Array()));

/** The answer to one of the appends that share a call. */
export const batchAnswer = (request: BatchAppendReq, outcome: Outcome): BatchAppendResp => {
  const answer = batchResponse(request);
  return 'last' in outcome
    ? answer.setSuccess(batchSuccess(outcome.last))
    : answer.setError(batchWrongVersion(outcome.wrongVersion));
};
