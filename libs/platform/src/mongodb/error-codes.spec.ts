import { isCommitUnknown, isDuplicateKey, isWorthRepeating } from './error-codes.js';

const withCode = (code: number): Error => Object.assign(new Error('some text'), { code });
const withLabel = (label: string): Error => Object.assign(new Error('some text'), { code: 1, errorLabels: [label] });
const named = (name: string): Error => Object.assign(new Error('some text'), { name });
/** As the driver wraps what ended a bulk write. */
const ofBulkWrite = (errorResponse: unknown): Error =>
  Object.assign(new Error('some text'), { name: 'MongoBulkWriteError', errorResponse });

describe('what a failure of MongoDB means', () => {
  it.each([
    ['a write conflict', withCode(112), true, false],
    ['a transaction that the server forgot', withCode(251), true, false],
    ['a primary that stepped down', withCode(189), true, true],
    ['a server that is no primary', withCode(10_107), true, true],
    ['a shutdown', withCode(91), true, true],
    ['a majority that did not confirm in time', withCode(64), true, true],
    ['a connection that ended', named('MongoNetworkError'), true, true],
    ['a pool that was cleared', named('PoolClearedOnNetworkError'), true, true],
    ['no server', named('MongoServerSelectionError'), true, true],
    ['a conflict that only a label tells', withLabel('TransientTransactionError'), true, false],
    ['a commit that only a label tells', withLabel('UnknownTransactionCommitResult'), false, true],
    ['a bulk write whose connection ended', ofBulkWrite(named('MongoNetworkError')), true, true],
    ['a bulk write in a pool that was cleared', ofBulkWrite(named('MongoPoolClearedError')), true, true],
    ['a bulk write that met another', ofBulkWrite(withCode(112)), true, false],
    ['a bulk write of a duplicate key', ofBulkWrite(withCode(11_000)), false, false],
    ['an answer with its text', Object.assign(withCode(112), { errorResponse: { code: 1 } }), true, false],
    ['a duplicate key', withCode(11_000), false, false],
    ['a wrong password', withCode(18), false, false],
    ['a bug', new TypeError('x is undefined'), false, false],
    ['a text', 'WriteConflict', false, false],
    ['nothing', undefined, false, false],
    ['null', null, false, false],
  ])('%s', (_, error, isRepeated, isCommitted) => {
    expect([isWorthRepeating(error), isCommitUnknown(error)]).toEqual([isRepeated, isCommitted]);
  });

  it('knows a duplicate key by its number, never by its text', () => {
    expect(isDuplicateKey(withCode(11_000))).toBe(true);
    expect(isDuplicateKey(ofBulkWrite(withCode(11_000)))).toBe(true);
    expect(isDuplicateKey(new Error('E11000 duplicate key error'))).toBe(false);
  });
});
