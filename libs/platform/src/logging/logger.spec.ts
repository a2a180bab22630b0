import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { correlationId, createLogger, withCorrelationId, type Logger } from './index.js';

interface Line extends Record<string, unknown> {
  readonly msg?: string;
}

const capturing = (level = 'trace', bindings = {}): { log: Logger; lines: () => Line[]; raw: string[] } => {
  const raw: string[] = [];
  const log = createLogger({ level, bindings, destination: { write: (line) => void raw.push(line) } });
  return { log, raw, lines: () => raw.map((line) => JSON.parse(line) as Line) };
};

const lineOf = (write: (log: Logger) => void): Line => {
  const { log, lines } = capturing();
  write(log);
  expect(lines()).toHaveLength(1);
  return lines()[0]!;
};

describe('The log', () => {
  it('is one JSON object a line, with level, instant and message', () => {
    const before = new Date().toISOString();
    const { level, time, msg } = lineOf((log) => log.info('started'));
    expect({ level, msg }).toStrictEqual({ level: 'info', msg: 'started' });
    expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    expect(String(time) >= before).toBe(true);
  });

  it('has the bindings on every line, and neither process id nor host name', () => {
    const { log, lines } = capturing('info', { process: 'worker' });
    log.info({ jobs: 3 }, 'done');
    expect(Object.keys(lines()[0]!).sort()).toStrictEqual(['jobs', 'level', 'msg', 'process', 'time']);
    expect(lines()[0]).toMatchObject({ process: 'worker', jobs: 3 });
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = capturing('warn');
    log.info('not this');
    log.warn('this');
    expect(lines().map(({ msg }) => msg)).toStrictEqual(['this']);
  });

  it('writes nothing when it is silent', () => {
    const { log, raw } = capturing('silent');
    log.fatal('not even this');
    expect(raw).toStrictEqual([]);
  });
});

describe('The correlation id', () => {
  it('stands on each line of the work, also after what it awaits', async () => {
    const { log, lines } = capturing();
    const work = async (): Promise<void> => {
      log.info('first');
      await nextTurn();
      log.info('second');
    };
    await Promise.all([withCorrelationId('a', work), withCorrelationId('b', work)]);
    log.info('outside');
    expect(lines().map((line) => [line.msg, line['correlationId']])).toStrictEqual([
      ['first', 'a'],
      ['first', 'b'],
      ['second', 'a'],
      ['second', 'b'],
      ['outside', undefined],
    ]);
  });

  it('is known to the work, and to nobody else', () => {
    expect(withCorrelationId('a', () => [correlationId(), withCorrelationId('b', correlationId)])).toStrictEqual([
      'a',
      'b',
    ]);
    expect(correlationId()).toBeUndefined();
  });
});

describe('Personal data and secrets in the log', () => {
  it.each([
    'authorization', 'Authorization', 'token', 'email', 'name', 'address', 'billingDetails', 'billing_details', 'to',
    'paymentMethod', 'lastFour', 'line1', 'postalCode', 'city', 'password', 'set-cookie', 'cookie', 'taxId', 'vatId',
    'siren', 'linkSecret', 'masterKey', 'sealed', 'html', 'text', 'subject', 'ip', 'url',
  ])('are replaced under the key %s, at any depth and in bindings', (key) => {
    const line = lineOf((log) => log.child({ [key]: 'secret' }).info({ a: [{ b: { [key]: { c: 'secret' } } }] }, 'x'));
    expect(line).toMatchObject({ [key]: '[redacted]', a: [{ b: { [key]: '[redacted]' } }] });
    expect(JSON.stringify(line)).not.toContain('secret');
  }); // prettier-ignore

  it('leave ids, amounts, dates and plans as they are', () => {
    const facts = {
      subscriptionId: 'sub_1',
      memberId: 'mem_1',
      amount: 33_73,
      effectiveOn: '2026-04-16',
      plan: 'premium',
    };
    expect(lineOf((log) => log.info({ facts, seats: null, isPaid: true }, 'x'))).toMatchObject({
      facts,
      seats: null,
      isPaid: true,
    });
  });

  it.each([
    ['an e-mail address', 'no member ada.l+x@mail.acme.example here', 'no member [redacted] here'],
    ['an address after a line break', 'to:\nada@acme.example', 'to:\n[redacted]'],
    ['an address after a backslash', 'C:\\nada@acme.example', 'C:\\[redacted]'],
    ['an address with accents', 'zoé@café.example', '[redacted]'],
    ['a password in a URL', 'mongodb://root:pa55@db.internal:27017', 'mongodb://[redacted]@db.internal:27017'],
    ['a JSON Web Token', 'Bearer eyJhbGciOi.eyJzdWIi.c2ln', 'Bearer [redacted]'],
    ['the token of an invoice link', `http://x.example/i/${'a-B_'.repeat(6)}`, 'http://x.example/i/[redacted]'],
  ])('are replaced inside a message: %s', (_, text, shown) => {
    expect(lineOf((log) => log.info(text)).msg).toBe(shown);
    expect(lineOf((log) => log.info('%s', text)).msg).toBe(shown);
    expect(lineOf((log) => log.info({ note: text }, 'x'))['note']).toBe(shown);
  });

  it('are not found in the path of a package', () => {
    const path = 'at run (/srv/node_modules/@nestjs/core/router.js:3:4)';
    expect(lineOf((log) => log.info(path)).msg).toBe(path);
  });

  it('change no other text, whatever characters it has', () => {
    const words = fc.string({
      unit: fc.constantFrom('\\', '"', '\n', '\0', '\u2028', 'é', '\ud800', 'a', '.', '/', ':', ' '),
    });
    fc.assert(fc.property(words, (text) => lineOf((log) => log.info(text)).msg === text));
  });

  it('cost little to look for in a long text without any', () => {
    const before = performance.now();
    for (const long of ['a'.repeat(500_000), '\\'.repeat(250_000), '-eyJ'.repeat(100_000), 'a@'.repeat(200_000)]) {
      lineOf((log) => log.info(long));
    }
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe('An error in the log', () => {
  class Timeout extends Error {
    readonly code = 'payments.timeout';
    readonly request = { body: 'secret' };
    override readonly name = 'Timeout';
  }

  it('is told by its type, code, message, stack and cause, and by nothing that a library hung on it', () => {
    const error = new Timeout('no answer', { cause: new Error('socket closed') });
    const { err } = lineOf((log) => log.error(error));
    expect(err).toStrictEqual({
      type: 'Timeout',
      code: 'payments.timeout',
      message: 'no answer',
      stack: error.stack,
      cause: { type: 'Error', message: 'socket closed', stack: expect.stringContaining('socket closed') as string },
    });
  });

  it('tells each of the errors that it gathers', () => {
    const { err } = lineOf((log) => log.error({ err: new AggregateError([new Error('one'), new Error('two')]) }, 'x'));
    expect(err).toMatchObject({ type: 'AggregateError', errors: [{ message: 'one' }, { message: 'two' }] });
  });
});

describe('An object that contains itself', () => {
  it('is cut off', () => {
    const self: Record<string, unknown> = { plan: 'premium' };
    self['self'] = self;
    expect(lineOf((log) => log.info({ self }, 'x'))).toMatchObject({ self: { plan: 'premium', self: '[Circular]' } });
  });
});
