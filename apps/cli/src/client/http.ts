import type { Problem } from './shapes.js';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Request {
  readonly query?: Query;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** The server refused a request; `problem` holds what it said. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(
    request: string,
    readonly problem: Problem,
  ) {
    super(`${request} was answered with ${problem.status} ${problem.code}: ${problem.detail} ${problem.next}`);
    this.name = new.target.name;
    this.status = problem.status;
    this.code = problem.code;
  }
}

/** The server, or something in between, answered with what is no answer of Quittance. */
export class UnreadableAnswer extends Error {
  constructor(request: string, status: number, options?: ErrorOptions) {
    super(`${request} was answered with ${status} and no JSON: check that the address is that of Quittance`, options);
    this.name = new.target.name;
  }
}

/** A path in which whatever is filled in cannot lead elsewhere. */
export const at = (parts: TemplateStringsArray, ...ids: readonly string[]): string =>
  String.raw({ raw: parts }, ...ids.map(encodeURIComponent));

const addressOf = (url: string, path: string, query: Query = {}): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) parameters.append(name, String(value));
  }
  return `${url}${path}${parameters.size === 0 ? '' : `?${parameters.toString()}`}`;
};

/** Sends JSON and reads JSON, in the name of whoever the token is for. */
export class Http {
  constructor(
    readonly url: string,
    private readonly token: string | null = null,
  ) {}

  /** @throws ApiError for an error answer; UnreadableAnswer for what is no JSON. */
  async send<T>(method: string, path: string, { query, body, headers = {} }: Request = {}): Promise<Answer<T>> {
    const request = `${method} ${path}`;
    const response = await fetch(addressOf(this.url, path, query), {
      method,
      headers: {
        accept: 'application/json',
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const read = await readJson(request, response);
    if (!response.ok) throw new ApiError(request, read as Problem);
    return { status: response.status, headers: response.headers, body: read as T };
  }
}

const readJson = async (request: string, response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch (cause) {
    throw new UnreadableAnswer(request, response.status, { cause });
  }
};

const PAGE_SIZE = 500;

interface Page {
  readonly [name: string]: unknown;
  readonly next: string | null;
}

/** Every page of a list, whose items stand under a name. */
export const allPages = async <T>(
  http: Http,
  path: string,
  { name, query = {} }: { readonly name: string; readonly query?: Query },
): Promise<T[]> => {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const { body }: Answer<Page> = await http.send<Page>('GET', path, {
      query: { ...query, limit: PAGE_SIZE, cursor },
    });
    items.push(...(body[name] as T[]));
    cursor = body.next;
  } while (cursor !== null);
  return items;
};
