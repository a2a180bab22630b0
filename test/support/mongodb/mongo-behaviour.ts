import { describeCatalog } from './behaviour/catalog.js';
import { describeReads } from './behaviour/reads.js';
import { type OpenTheServer, Subject } from './behaviour/subject.js';
import { describeTransactions } from './behaviour/transactions.js';
import { describeWrites } from './behaviour/writes.js';

/**
 * What Quittance's adapters rely on in MongoDB, through the driver. It runs on the stand-in and on real servers: what
 * holds on both may be tested on the stand-in alone.
 */
export const describeMongoBehaviour = (name: string, open: OpenTheServer): void => {
  describe(`the behaviour of ${name}`, () => {
    const subject = new Subject(open);
    beforeAll(() => subject.begin());
    afterAll(() => subject.end());
    describe('in writes', () => {
      describeWrites(subject);
    });
    describe('in reads', () => {
      describeReads(subject);
    });
    describe('in its collections and indexes', () => {
      describeCatalog(subject);
    });
    describe('in transactions', () => {
      describeTransactions(subject);
    });
  });
};
