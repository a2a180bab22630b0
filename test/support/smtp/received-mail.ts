import { domainToUnicode } from 'node:url';

export interface ReceivedAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** A mail as it arrived, read back by code that shares nothing with what wrote it. */
export interface ReceivedMail {
  /** The one recipient of the envelope. */
  readonly to: string;
  readonly from: string;
  readonly raw: string;
  /** By lower-case name, decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly ReceivedAttachment[];
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const ENCODED_WORD = /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi;

const unquoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const decodedWords = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(ENCODED_WORD, (_, __, encoding: string, text: string) =>
      (encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : unquoted(text.replaceAll('_', ' '))).toString(),
    );

/** Bytes as characters, so that no charset can lose any. */
const readPart = (text: string): Part => {
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), decodedWords(line.slice(colon + 1).trim())];
  });
  return { headers: new Map(headers), body: text.slice(end + 4) };
};

const parameter = (header: string, name: string): string | undefined => {
  const [, quoted, bare] = new RegExp(`${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header) ?? [];
  return quoted ?? bare;
};

const contentOf = ({ headers, body }: Part): Buffer => {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return encoding === 'quoted-printable' ? unquoted(body) : Buffer.from(body, 'latin1');
};

/** All parts that hold no others, in their order. */
const leaves = (part: Part): readonly Part[] => {
  const type = part.headers.get('content-type') ?? 'text/plain';
  if (!type.startsWith('multipart/')) return [part];
  const boundary = parameter(type, 'boundary') ?? '';
  const parts = `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return parts.flatMap((text) => leaves(readPart(text.replace(/^\r\n/, ''))));
};

const typeOf = ({ headers }: Part): string => (headers.get('content-type') ?? '').split(';')[0] ?? '';
const dispositionOf = ({ headers }: Part): string => headers.get('content-disposition') ?? '';
const isAttachment = (part: Part): boolean => dispositionOf(part).startsWith('attachment');

const textOf = (parts: readonly Part[], type: string): string => {
  const part = parts.find((each) => typeOf(each) === type && !isAttachment(each));
  return part ? contentOf(part).toString().replaceAll('\r\n', '\n') : '';
};

const attachmentOf = (part: Part): ReceivedAttachment => ({
  name: parameter(dispositionOf(part), 'filename') ?? '',
  type: typeOf(part),
  content: contentOf(part),
});

const inUnicode = (address: string): string => {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToUnicode(address.slice(at + 1))}`;
};

export const readMail = (raw: Buffer, from: string, to: string): ReceivedMail => {
  const message = readPart(raw.toString('latin1'));
  const parts = leaves(message);
  return {
    ...{ from, to: inUnicode(to), raw: raw.toString(), headers: message.headers },
    messageId: message.headers.get('message-id') ?? '',
    subject: message.headers.get('subject') ?? '',
    text: textOf(parts, 'text/plain'),
    html: textOf(parts, 'text/html'),
    attachments: parts.filter(isAttachment).map(attachmentOf),
  };
};
