import { latestLinkToken, startPaidAcme, type Acme } from '#test/support/acme';
import { startTestApi } from '#test/support/test-api';
import { TestClient, type TestAnswer } from '#test/support/test-client';

describe('the pages', () => {
  let acme: Acme;
  let token: string;
  beforeAll(async () => {
    acme = await startPaidAcme();
    token = await latestLinkToken(acme);
  });
  afterAll(() => acme.stop());

  const form = (body: string): Promise<TestAnswer> =>
    acme.anyone.post('/sign-in', body, { 'content-type': 'application/x-www-form-urlencoded' });

  const browser = async (memberId: string): Promise<TestClient> => {
    const { headers } = await form(`memberId=${memberId}&next=%2F`);
    return acme.anyone.with({ cookie: String(headers['set-cookie']).split(';', 1).join('') });
  };

  const expectPage = (answer: TestAnswer, status: number, text: RegExp): void => {
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toMatch(text);
  };

  it('R60 ask an anonymous visitor of a link to sign in, and lead back to it', async () => {
    const answer = await acme.anyone.get(`/i/${token}`);
    expectPage(answer, 401, /<form[^>]* action="\/sign-in"/);
    expect(answer.text).toContain(`name="next" value="/i/${token}"`);
    const stale = acme.anyone.with({ cookie: 'quittance_session=e30.e30.e30' });
    expectPage(await stale.get(`/i/${token}`), 401, /<form/);
  });

  it('sign in by a form, with a cookie that scripts cannot read', async () => {
    const { status, headers } = await form(`memberId=ada&next=%2Fi%2F${token}`);
    expect([status, headers['location']]).toEqual([303, `/i/${token}`]);
    expect(headers['set-cookie']).toMatch(
      /^quittance_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=86400$/,
    );
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:a=b\r\n',
  ])('send nobody elsewhere: %s', async (next) => {
    const answer = await form(`memberId=ada&next=${encodeURIComponent(next)}`);
    expectPage(answer, 400, /./);
    expect(answer.headers['location']).toBeUndefined();
    expect((await acme.anyone.get(`/sign-in?next=${encodeURIComponent(next)}`)).text).toContain(
      'name="next" value="/"',
    );
  });

  it('R59 show the owner all invoices behind a link, and each of them', async () => {
    const ada = await browser('ada');
    expectPage(await ada.get(`/i/${token}`), 200, new RegExp(`href="/i/${token}/FA-2026-000001"`));
    expectPage(await ada.get(`/i/${token}/FA-2026-000001`), 200, /Start of the plan[\s\S]*Acme SAS[\s\S]*67\.45/);
    expectPage(await acme.ada.get(`/i/${token}`), 200, /FA-2026-000001/);
  });

  it('R60 show nothing to anyone else', async () => {
    const bob = await browser('bob');
    expectPage(await bob.get(`/i/${token}`), 403, /billing owner/);
    expectPage(await bob.get(`/i/${token}/FA-2026-000001`), 403, /billing owner/);
    const ada = await browser('ada');
    expectPage(await ada.get(`/i/${'A'.repeat(43)}`), 404, /link/);
    expectPage(await ada.get(`/i/${'A'.repeat(3_000)}`), 404, /link/);
    expectPage(await ada.get(`/i/${token}/FA-2026-000002`), 404, /./);
  });

  it('speak French to those who prefer it', async () => {
    expectPage(await acme.anyone.get('/', { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' }), 200, /<html lang="fr">/);
    expectPage(await acme.anyone.get('/', { 'accept-language': 'en,fr;q=0.8' }), 200, /<html lang="en">/);
  });

  it('show the outbox, one mail of it, and where things are', async () => {
    expectPage(await acme.anyone.get('/outbox'), 200, /FA-2026-000001/);
    expectPage(await acme.anyone.get('/outbox?id=invoice-FA-2026-000001'), 200, /ada@acme\.example/);
    expectPage(await acme.anyone.get('/'), 200, /href="\/docs"[\s\S]*href="\/outbox"/);
  });

  it('let no script run and nothing be loaded from elsewhere, and are kept by nobody', async () => {
    const { headers } = await acme.anyone.get('/outbox');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; form-action 'self'/,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('in production', () => {
  it('there is no development sign-in, no mail and no outbox', async () => {
    const signIn = {
      kind: 'jwks',
      jwksUrl: 'http://127.0.0.1:9/keys',
      issuer: 'https://id.example',
      audience: 'quittance',
      algorithms: ['RS256'],
    } as const;
    const production = await startTestApi({ signIn, ports: { outbox: null, timeTravel: null } });
    const anyone = new TestClient(production.api);
    try {
      expect((await anyone.post('/v1/dev/tokens', { memberId: 'ada' })).body.code).toBe('route.unknown');
      for (const path of ['/v1/mail', '/outbox', '/sign-in']) expect((await anyone.get(path)).status).toBe(404);
      const page = await anyone.get(`/i/${'A'.repeat(43)}`);
      expect([page.status, page.text.includes('<form')]).toEqual([401, false]);
      expect((await anyone.get('/v1/spaces')).status).toBe(401);
    } finally {
      await production.stop();
    }
  });
});
