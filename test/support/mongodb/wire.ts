import { deserialize, type Document, serialize } from 'bson';
import { BSON_OPTIONS } from './shaping.js';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const CHECKSUM_BYTES = 4;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** A command as it came over the wire. `isSilent`: the client wants no answer. */
export interface Request {
  readonly id: number;
  readonly operation: number;
  readonly command: Document;
  readonly isSilent: boolean;
}

const sizeAt = (bytes: Buffer, at: number): number => bytes.readInt32LE(at);

const documentAt = (bytes: Buffer, at: number): Document =>
  deserialize(bytes.subarray(at, at + sizeAt(bytes, at)), BSON_OPTIONS);

/** The documents of a section of kind 1, under the name of the field that they belong to. */
const sequenceAt = (bytes: Buffer, at: number): Document => {
  const end = at + sizeAt(bytes, at);
  const nameEnd = bytes.indexOf(0, at + 4);
  const documents: Document[] = [];
  for (let next = nameEnd + 1; next < end; next += sizeAt(bytes, next)) documents.push(documentAt(bytes, next));
  return { [bytes.toString('utf8', at + 4, nameEnd)]: documents };
};

const messageCommand = (bytes: Buffer, flags: number): Document => {
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? CHECKSUM_BYTES : 0);
  const command: Document = {};
  for (let at = HEADER_BYTES + 4; at < end; at += 1 + sizeAt(bytes, at + 1)) {
    Object.assign(command, bytes[at] === 0 ? documentAt(bytes, at + 1) : sequenceAt(bytes, at + 1));
  }
  return command;
};

/** The legacy query, which drivers still begin their handshake with. */
const queryCommand = (bytes: Buffer): Document => {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  const namespace = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd);
  return { ...documentAt(bytes, nameEnd + 1 + 8), $db: namespace.split('.')[0] };
};

const request = (bytes: Buffer): Request => {
  const operation = bytes.readInt32LE(12);
  const id = bytes.readInt32LE(4);
  if (operation === OP_QUERY) return { id, operation, command: queryCommand(bytes), isSilent: false };
  if (operation !== OP_MSG) throw new Error(`the stand-in does not know operation ${operation} of the wire protocol`);
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  return { id, operation, command: messageCommand(bytes, flags), isSilent: (flags & MORE_TO_COME) !== 0 };
};

/** Puts the pieces that a socket delivers together into requests. */
export class RequestReader {
  #pending: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): readonly Request[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    const requests: Request[] = [];
    while (this.#pending.length >= HEADER_BYTES && this.#pending.length >= sizeAt(this.#pending, 0)) {
      const size = sizeAt(this.#pending, 0);
      requests.push(request(this.#pending.subarray(0, size)));
      this.#pending = this.#pending.subarray(size);
    }
    return requests;
  }
}

const header = (size: number, answerTo: number, operation: number): Buffer => {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeInt32LE(HEADER_BYTES + size, 0);
  bytes.writeInt32LE(answerTo, 8);
  bytes.writeInt32LE(operation, 12);
  return bytes;
};

/** No flags and a section of kind 0. */
const MESSAGE_BEGIN = Buffer.alloc(5);

/** No flags, no cursor, from document 0, one document. */
const REPLY_BEGIN = Buffer.from([...Array<number>(16).fill(0), 1, 0, 0, 0]);

export const encodeAnswer = ({ id, operation }: Request, answer: Document): Buffer => {
  const body = Buffer.from(serialize(answer));
  const isQuery = operation === OP_QUERY;
  const begin = isQuery ? REPLY_BEGIN : MESSAGE_BEGIN;
  return Buffer.concat([header(begin.length + body.length, id, isQuery ? OP_REPLY : OP_MSG), begin, body]);
};
