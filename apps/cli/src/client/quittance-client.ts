import { Http } from './http.js';
import { Session } from './session.js';
import type { StaffRole } from './shapes.js';

/** Gives a token for a person with roles. */
export type SignIn = (memberId: string, roles: readonly StaffRole[]) => Promise<string>;

/** Development sign-in: as anyone, with any role. */
const developmentSignIn =
  (url: string): SignIn =>
  async (memberId, roles) => {
    const request = { body: { memberId, roles } };
    const { body } = await new Http(url).send<{ readonly token: string }>('POST', '/v1/dev/tokens', request);
    return body.token;
  };

/** A running Quittance, seen from outside. */
export class QuittanceClient {
  readonly #sessions = new Map<string, Promise<Session>>();
  readonly #signIn: SignIn;

  /**
   * @param url without a slash at the end.
   * @param signIn that of development unless told.
   */
  constructor(
    readonly url: string,
    signIn: SignIn = developmentSignIn(url),
  ) {
    this.#signIn = signIn;
  }

  /** Each person signs in once with the same roles: tokens live for a day. */
  as(memberId: string, ...roles: readonly StaffRole[]): Promise<Session> {
    const name = [memberId, ...roles].join(' ');
    const session = this.#sessions.get(name) ?? this.#session(memberId, roles);
    this.#sessions.set(name, session);
    return session;
  }

  async #session(memberId: string, roles: readonly StaffRole[]): Promise<Session> {
    return new Session(memberId, new Http(this.url, await this.#signIn(memberId, roles)));
  }
}
