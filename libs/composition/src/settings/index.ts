export * from '../configuration-refused.js';
export * from './help.js';
export * from './settings.js';
export { SETTING_NAMES, type SettingName } from './definitions.js';
