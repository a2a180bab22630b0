import type { Locale } from '#domain';
import { Choice, Email, Form, Line } from '../validation/index.js';

const NAME_MAX = 200;

export const SPACE_ID = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._~:@-]{0,99}$/,
  says: 'must begin with a letter or digit and go on with up to 99 letters, digits and . _ ~ : @ -',
  example: 'acme',
} as const;

const DOMAIN = {
  pattern: /^(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
  says: 'must be an e-mail domain, like acme.example',
  example: 'acme.example',
} as const;

export class NewSpaceRequest {
  /** Made when left out. */
  @Form(SPACE_ID, { optional: true })
  spaceId?: string;

  @Line(NAME_MAX, { example: 'Acme' })
  name!: string;
}

export class NewOrganizationRequest extends NewSpaceRequest {
  @Form(DOMAIN)
  domain!: string;
}

export const LOCALES: readonly Locale[] = ['en', 'fr'];

export class MemberRequest {
  @Line(NAME_MAX, { example: 'Ada Lovelace' })
  name!: string;

  @Email()
  email!: string;

  @Choice(LOCALES, { optional: true })
  locale?: Locale;
}
