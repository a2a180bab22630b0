import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES } from './aes-gcm.js';

const HEX_KEY = new RegExp(`^[0-9a-f]{${String(2 * KEY_BYTES)}}\\n?$`);

/**
 * The vault's master key, 32 bytes, read from a file of 64 hexadecimal digits. Where there is none a random one is
 * made, readable by its owner only. Of several processes that start at once all get the same key.
 * Keep a copy of the file apart from the database: without it nothing sealed can be opened.
 * @throws Error when the file holds anything else.
 */
export const masterKeyFile = (path: string): Buffer => {
  const text = readIfExists(path) ?? create(path);
  if (!HEX_KEY.test(text)) {
    throw new Error(`${path} does not hold a master key (64 hexadecimal digits): put the file back from its copy`);
  }
  return Buffer.from(text.trim(), 'hex');
};

const readIfExists = (path: string): string | null => {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
};

/** A whole file appears under its name or none does, and a name that is taken stays as it is: `link` gives both. */
const create = (path: string): string => {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${randomUUID()}.new`;
  try {
    writeDurably(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    linkUnlessTaken(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(folder);
  return readFileSync(path, 'latin1');
};

const writeDurably = (path: string, text: string): void => {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const linkUnlessTaken = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
};

/** The name must survive a power cut before anything is sealed with the key. Windows cannot open folders. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const hasCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;
