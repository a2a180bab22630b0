import type { Api } from '#apps/api';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Headers = Readonly<Record<string, string>>;

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Of a JSON answer; null for any other. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asserts what is in it
  readonly body: any;
}

const isJson = (type: unknown): boolean => typeof type === 'string' && /[/+]json/.test(type);

/** Sends requests into an API without a socket. */
export class TestClient {
  constructor(
    private readonly api: Api,
    private readonly headers: Headers = {},
  ) {}

  /** Signs in as a person, with staff roles. */
  async as(memberId: string, ...roles: string[]): Promise<TestClient> {
    const { body } = await this.post('/v1/dev/tokens', { memberId, roles });
    return this.with({ authorization: `Bearer ${(body as { token: string }).token}` });
  }

  with(headers: Headers): TestClient {
    return new TestClient(this.api, { ...this.headers, ...headers });
  }

  get(url: string, headers: Headers = {}): Promise<TestAnswer> {
    return this.send('GET', url, undefined, headers);
  }

  post(url: string, body?: unknown, headers: Headers = {}): Promise<TestAnswer> {
    return this.send('POST', url, body, headers);
  }

  put(url: string, body?: unknown, headers: Headers = {}): Promise<TestAnswer> {
    return this.send('PUT', url, body, headers);
  }

  delete(url: string, headers: Headers = {}): Promise<TestAnswer> {
    return this.send('DELETE', url, undefined, headers);
  }

  /** A text is sent as it is, anything else as JSON. */
  async send(method: Method, url: string, body: unknown, headers: Headers = {}): Promise<TestAnswer> {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type: Headers = payload === undefined ? {} : { 'content-type': 'application/json' };
    const response = await this.api.app.inject({
      method,
      url,
      headers: { ...type, ...this.headers, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const json: unknown = isJson(response.headers['content-type']) ? JSON.parse(response.payload) : null;
    return { status: response.statusCode, headers: response.headers, text: response.payload, body: json };
  }
}
