import { request } from 'node:http';
import { startAcme, type Acme } from '#test/support/acme';

interface Received {
  readonly status: number;
  readonly connection: string | undefined;
  readonly code: string;
}

describe('a body over the wire', () => {
  let acme: Acme;
  let port: number;
  let authorization: string;
  beforeAll(async () => {
    acme = await startAcme();
    port = await acme.test.api.listen(0, '127.0.0.1');
    authorization = `Bearer ${String((await acme.anyone.post('/v1/dev/tokens', { memberId: 'ada' })).body.token)}`;
  });
  afterAll(() => acme.stop());

  /** In chunks, so that nothing says beforehand how long it is. */
  const send = (chunks: readonly string[], headers: Record<string, string> = {}): Promise<Received> =>
    new Promise((resolve, reject) => {
      const sent = request(
        { port, method: 'POST', path: '/v1/workspaces', headers: { 'content-type': 'application/json', ...headers } },
        (response) => {
          let text = '';
          response.on('data', (data: Buffer) => (text += data.toString()));
          response.on('end', () => {
            const { code = 'none' } = JSON.parse(text) as { code?: string };
            resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, code });
          });
        },
      );
      sent.on('error', reject);
      for (const chunk of chunks) sent.write(chunk);
      sent.end();
    });

  it('is read in however many pieces it comes', async () => {
    const { status } = await send(['{"name"', ':"Acme', '"}'], { authorization });
    expect(status).toBe(201);
  });

  it('that is too large is answered with 413 and the end of the connection', async () => {
    const large = Array.from({ length: 10 }, () => 'x'.repeat(64 * 1_024));
    expect(await send(large, { authorization })).toEqual({ status: 413, connection: 'close', code: 'body.too_large' });
  });

  it('of exactly 65,536 bytes is not too large', async () => {
    const body = JSON.stringify({ name: '' });
    const padded = body.replace('""', `"${'x'.repeat(65_536 - body.length)}"`);
    expect((await send([padded], { authorization })).code).toBe('request.invalid');
    expect((await send([padded, ' '], { authorization })).code).toBe('body.too_large');
  });

  it('is not looked at without a sign-in', async () => {
    expect((await send(['x'.repeat(100_000)])).status).toBe(401);
  });

  it('must be UTF-8, and JSON by its type', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]).toString('latin1');
    const latin = await acme.ada.post('/v1/workspaces', bytes, { 'content-type': 'application/json' });
    expect(latin.status).toBe(400);
    expect(
      (await send(['{"name":"A"}'], { authorization, 'content-type': 'application/merge-patch+json' })).status,
    ).toBe(201);
    expect((await send(['name=A'], { authorization, 'content-type': 'application/x-www-form-urlencoded' })).code).toBe(
      'body.wrong_type',
    );
  });
});
