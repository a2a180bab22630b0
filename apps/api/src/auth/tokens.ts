import { hkdfSync } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, SignJWT, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { SignIn } from '../ports/index.js';
import { Problem } from '../problems/index.js';
import { callerOf, type Caller, type StaffRole } from './caller.js';

export const TOKEN_LIFE_S = 24 * 60 * 60;
const ISSUER = 'quittance-development';
const SECRET_BYTES = 32;
const KEYS_TIMEOUT_MS = 5_000;

/** Checks the tokens of callers, by the machine's clock. */
export abstract class Tokens {
  /** @throws Problem `auth.invalid`, `auth.unavailable`. */
  async caller(token: string): Promise<Caller> {
    const claims = await this.claims(token).catch((error: unknown) => {
      throw new Problem(isUnavailable(error) ? 'auth.unavailable' : 'auth.invalid');
    });
    const caller = callerOf(claims);
    if (caller === null) throw new Problem('auth.invalid');
    return caller;
  }

  protected abstract claims(token: string): Promise<JWTPayload>;
}

/** What the token is to blame for has its own error classes; everything else is the provider's, or the network's. */
const isUnavailable = (error: unknown): boolean => {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
};

/** Tokens that this process signs itself. */
export class DevelopmentTokens extends Tokens {
  readonly #secret: Uint8Array;

  /** @param secret Kept with the data, so that a token outlives a restart. 32 bytes or more. */
  constructor(secret: Uint8Array) {
    super();
    // A key of its own: the secret makes other things as well.
    this.#secret = new Uint8Array(hkdfSync('sha256', secret, '', 'quittance development sign-in', SECRET_BYTES));
  }

  issue(memberId: string, roles: readonly StaffRole[]): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ roles: [...roles] })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(memberId)
      .setIssuer(ISSUER)
      .setIssuedAt(now)
      .setExpirationTime(now + TOKEN_LIFE_S)
      .sign(this.#secret);
  }

  protected override async claims(token: string): Promise<JWTPayload> {
    const options = { issuer: ISSUER, algorithms: ['HS256'], requiredClaims: ['sub', 'exp'] };
    const { payload } = await jwtVerify(token, this.#secret, options);
    return payload;
  }
}

/** Tokens of an OpenID Connect provider. */
export class ProviderTokens extends Tokens {
  readonly #keys: JWTVerifyGetKey;

  constructor(private readonly signIn: Extract<SignIn, { kind: 'jwks' }>) {
    super();
    this.#keys = createRemoteJWKSet(new URL(signIn.jwksUrl), { timeoutDuration: KEYS_TIMEOUT_MS });
  }

  protected override async claims(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms } = this.signIn;
    const options = { issuer, audience, algorithms: [...algorithms], requiredClaims: ['sub', 'exp'] };
    const { payload } = await jwtVerify(token, this.#keys, options);
    return payload;
  }
}
