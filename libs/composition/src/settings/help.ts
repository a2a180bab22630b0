import { helpOf, SETTING_NAMES, type SettingName } from './definitions.js';

const INTRODUCTION = `Settings are environment variables. All are checked at start, and what is wrong is named all at once.
Relative paths count from the folder of Quittance. A variable that is set to nothing counts as not set.`;

const WIDTH_MAX = 100;

/** Lines of whole words, indented by two. */
const wrapped = (text: string): string =>
  text.replace(new RegExp(`(?!$)(.{1,${WIDTH_MAX - 2}})(?: +|$)`, 'g'), '  $1\n').trimEnd();

const entry = (name: SettingName): string => {
  const { meaning, expects, fallback, otherwise } = helpOf(name);
  const standard = fallback ?? otherwise;
  const texts = [meaning, `Set ${expects}.`, ...(standard === undefined ? [] : [`Default: ${standard}`])];
  return [name, ...texts.map(wrapped)].join('\n');
};

/** What `--help` prints: every setting, its meaning, what it takes and its default. */
export const settingsHelp = (): string => `${[INTRODUCTION, ...SETTING_NAMES.map(entry)].join('\n\n')}\n`;
