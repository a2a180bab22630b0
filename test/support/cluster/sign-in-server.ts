import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

const ALGORITHM = 'ES256';
const KEY_ID = 'test';
const AUDIENCE = 'quittance';

/** A provider of sign-in with one key, for processes that have no development sign-in. */
export class SignInServer {
  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    private readonly url: string,
  ) {}

  static async start(): Promise<SignInServer> {
    const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] };
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(jwks));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('an HTTP server listens on a port');
    return new SignInServer(server, privateKey, `http://127.0.0.1:${address.port}`);
  }

  /** What a process is told of it. */
  get settings(): Readonly<Record<string, string>> {
    return {
      QUITTANCE_AUTH: `${this.url}/jwks`,
      QUITTANCE_AUTH_ISSUER: this.url,
      QUITTANCE_AUTH_AUDIENCE: AUDIENCE,
      QUITTANCE_AUTH_ALGORITHMS: ALGORITHM,
    };
  }

  /** A token for a day. */
  readonly signIn = (memberId: string, roles: readonly string[]): Promise<string> =>
    new SignJWT({ roles })
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
      .setSubject(memberId)
      .setIssuer(this.url)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1d')
      .sign(this.key);

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
