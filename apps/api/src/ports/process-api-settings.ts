import type { CatalogFile, Settings } from '#composition';
import { ApiSettings } from './api-settings.js';

/** The settings of the HTTP edge, from those of the process and its files. */
export class ProcessApiSettings extends ApiSettings {
  override readonly signIn: Settings['signIn'];
  override readonly requestsPerMinute: number;
  override readonly supportContact: string;
  override readonly salesContact: string;

  constructor({ signIn, requestsPerMinute }: Settings, { supportContact, salesContact }: CatalogFile) {
    super();
    this.signIn = signIn;
    this.requestsPerMinute = requestsPerMinute;
    this.supportContact = supportContact;
    this.salesContact = salesContact;
  }
}
