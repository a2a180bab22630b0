/** How callers sign in, as the settings of the process say it. */
export type SignIn =
  /** This process signs tokens for anyone. Only with the embedded store, on a loopback host. */
  | { readonly kind: 'development' }
  /** Tokens of an OpenID Connect provider. */
  | {
      readonly kind: 'jwks';
      readonly jwksUrl: string;
      readonly issuer: string;
      readonly audience: string;
      /** Asymmetric ones only: a token that anyone with the public key could have made is none. */
      readonly algorithms: readonly string[];
    };

/** What operators set about the HTTP edge. The class is the injection token. */
export abstract class ApiSettings {
  abstract readonly signIn: SignIn;
  /** Of one caller; answered with 429 beyond. */
  abstract readonly requestsPerMinute: number;
  /** Whom problems name (R24, R46; R8, R27). */
  abstract readonly supportContact: string;
  abstract readonly salesContact: string;
}
