import { Http } from './http.js';
import { Session } from './session.js';
import type { StaffRole } from './shapes.js';

/** A running Quittance, seen from outside. */
export class QuittanceClient {
  readonly #sessions = new Map<string, Promise<Session>>();

  /** @param url without a slash at the end. */
  constructor(readonly url: string) {}

  /** Development sign-in: as anyone, with any role. Each once, tokens live for a day. */
  as(memberId: string, ...roles: readonly StaffRole[]): Promise<Session> {
    const name = [memberId, ...roles].join(' ');
    const session = this.#sessions.get(name) ?? this.#signIn(memberId, roles);
    this.#sessions.set(name, session);
    return session;
  }

  async #signIn(memberId: string, roles: readonly StaffRole[]): Promise<Session> {
    const { body } = await new Http(this.url).send<{ readonly token: string }>('POST', '/v1/dev/tokens', {
      body: { memberId, roles },
    });
    return new Session(memberId, new Http(this.url, body.token));
  }
}
