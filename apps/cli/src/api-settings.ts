import { ApiSettings } from '#apps/api';
import type { Ports, Settings } from '#composition';

/** The settings of the HTTP edge, from those of the process and its files. */
export class ProcessApiSettings extends ApiSettings {
  override readonly signIn: ApiSettings['signIn'];
  override readonly supportContact: string;
  override readonly salesContact: string;
  override readonly requestsPerMinute: number;

  constructor(settings: Settings, { catalogFile, signInSecret }: Ports) {
    super();
    const { signIn } = settings;
    this.signIn =
      signIn.kind === 'development'
        ? { kind: 'development', secret: signInSecret }
        : { kind: 'provider', jwksUrl: signIn.jwksUrl, issuer: signIn.issuer, audience: signIn.audience };
    this.supportContact = catalogFile.supportContact;
    this.salesContact = catalogFile.salesContact;
    this.requestsPerMinute = settings.requestsPerMinute;
  }
}
