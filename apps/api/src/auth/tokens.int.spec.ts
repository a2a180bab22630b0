import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { startTestApi, type TestApi } from '#test/support/test-api';
import { TestClient } from '#test/support/test-client';
import { DevelopmentTokens } from './tokens.js';

const ISSUER = 'https://id.acme.example';
const AUDIENCE = 'quittance';

describe('tokens of an OpenID Connect provider', () => {
  let provider: Server;
  let key: CryptoKey;
  let jwks: object;
  let test: TestApi;
  let isUp = true;
  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] };
    provider = createServer((_request, response) => {
      response.writeHead(isUp ? 200 : 500, { 'content-type': 'application/json' }).end(JSON.stringify(jwks));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const { port } = provider.address() as AddressInfo;
    const jwksUrl = `http://127.0.0.1:${port}/keys`;
    const signIn = { kind: 'jwks', jwksUrl, issuer: ISSUER, audience: AUDIENCE, algorithms: ['ES256'] } as const;
    test = await startTestApi({ signIn });
  });
  afterAll(async () => {
    await test.stop();
    await new Promise((resolve) => provider.close(resolve));
  });

  const claims = (more: object = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return { sub: 'ada', iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + 600, ...more };
  };
  const signed = (more: object = {}): Promise<string> =>
    new SignJWT(claims(more)).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(key);
  const spaces = (token: string) =>
    new TestClient(test.api, { authorization: `Bearer ${token}` }).get('/v1/spaces').then(({ status, body }) => ({
      status,
      code: body.code,
    }));

  const REFUSED = { status: 401, code: 'auth.invalid' };

  it('are answered with "try again" while the provider cannot be reached', async () => {
    isUp = false;
    expect(await spaces(await signed())).toEqual({ status: 503, code: 'auth.unavailable' });
    isUp = true;
  });

  it('sign in, and bring their roles', async () => {
    expect((await spaces(await signed())).status).toBe(200);
    const operator = new TestClient(test.api, {
      authorization: `Bearer ${await signed({ roles: ['operator', 'king'] })}`,
    });
    expect((await operator.post('/v1/clock/advance', { days: 0 })).status).toBe(200);
    const nobody = new TestClient(test.api, { authorization: `bearer ${await signed({ roles: 'operator' })}` });
    expect((await nobody.post('/v1/clock/advance', { days: 0 })).status).toBe(403);
  });

  it('are refused of another issuer, for another audience, after their end and before their time', async () => {
    const past = Math.floor(Date.now() / 1000) - 10;
    expect(await spaces(await signed({ iss: 'https://evil.example' }))).toEqual(REFUSED);
    expect(await spaces(await signed({ aud: 'another' }))).toEqual(REFUSED);
    expect(await spaces(await signed({ exp: past }))).toEqual(REFUSED);
    expect(await spaces(await signed({ nbf: past + 1_000 }))).toEqual(REFUSED);
  });

  it('are refused without an end, and without a person', async () => {
    expect(await spaces(await signed({ exp: undefined }))).toEqual(REFUSED);
    expect(await spaces(await signed({ sub: undefined }))).toEqual(REFUSED);
    expect(await spaces(await signed({ sub: ' ' }))).toEqual(REFUSED);
    expect(await spaces(await signed({ sub: 'a\u0000b' }))).toEqual(REFUSED);
  });

  it('are refused when anyone could have made them', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(jwks));
    const symmetric = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
    expect(await spaces(symmetric)).toEqual(REFUSED);
    const [header, payload] = [{ alg: 'none' }, claims()].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    expect(await spaces(`${header}.${payload}.`)).toEqual(REFUSED);
    const stranger = await generateKeyPair('ES256');
    const forged = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .sign(stranger.privateKey);
    expect(await spaces(forged)).toEqual(REFUSED);
    expect(await spaces(await new DevelopmentTokens(new Uint8Array(32)).issue('ada', []))).toEqual(REFUSED);
  });
});

describe('development tokens', () => {
  const secret = new Uint8Array(32).fill(1);
  const tokens = new DevelopmentTokens(secret);

  afterEach(() => {
    jest.useRealTimers();
  });

  it('live for 24 hours of the machine', async () => {
    jest.useFakeTimers({ now: new Date('2026-04-16T00:00:00Z'), doNotFake: ['nextTick', 'setImmediate'] });
    const token = await tokens.issue('ada', ['auditor']);
    jest.setSystemTime(new Date('2026-04-16T23:59:59Z'));
    await expect(tokens.caller(token)).resolves.toEqual({ id: 'ada', roles: new Set(['auditor']) });
    jest.setSystemTime(new Date('2026-04-17T00:00:01Z'));
    await expect(tokens.caller(token)).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('outlive a restart, and are of no use with the data of another', async () => {
    const token = await tokens.issue('ada', []);
    await expect(new DevelopmentTokens(secret).caller(token)).resolves.toMatchObject({ id: 'ada' });
    const other = new DevelopmentTokens(new Uint8Array(32).fill(2));
    await expect(other.caller(token)).rejects.toMatchObject({ code: 'auth.invalid' });
  });
});
