import { describeOnMongo, describeOnStandIn, MongoPlace } from '#test/support/on-mongo/index';
import { describeMovesMoneyOnce, describeSandboxGateway, paid, type SandboxBooksSetup } from '../../testing/index.js';
import { SandboxGateway } from '../sandbox-gateway.js';
import { MongoSandboxBooks } from './mongo-sandbox-books.js';

const RUNS = 20;

describeOnMongo((url) => {
  const setUp = (): Promise<SandboxBooksSetup> => {
    const place = new MongoPlace(url());
    return Promise.resolve({
      open: async () => new MongoSandboxBooks(await place.open()),
      close: () => place.dispose(),
    });
  };

  describeSandboxGateway('MongoDB', setUp);

  describe('MongoSandboxBooks', () => {
    describeMovesMoneyOnce('MongoDB', RUNS, setUp);
  });
});

describeOnStandIn((standIn) => {
  describe('MongoSandboxBooks when something fails', () => {
    let place: MongoPlace;
    let gateway: SandboxGateway;
    beforeEach(async () => {
      place = new MongoPlace(standIn().url);
      gateway = new SandboxGateway(new MongoSandboxBooks(await place.open()));
      await gateway.charge(paid('tok_ok', 'pay_0'));
    });
    afterEach(() => place.dispose());

    const lose = {
      'an answer': () => standIn().cutAfterCommit('commitTransaction'),
      'an answer on a server that forgot the transaction': () => {
        standIn().cutAfterCommit('commitTransaction');
        standIn().failNext('commitTransaction', 251, ['TransientTransactionError']);
      },
      'the primary at the first write': () => standIn().failNext('insert', 10_107),
      'the primary at the commit': () => standIn().failNext('commitTransaction', 10_107),
    };

    it.each(Object.entries(lose))('moves money once in spite of losing %s', async (_, fail) => {
      fail();
      expect(await gateway.charge(paid('tok_recovers_on_retry', 'pay_1'))).toMatchObject({ status: 'succeeded' });
      fail();
      await gateway.refund({ refundId: 'ref_1', paymentId: 'pay_1', amount: 10_00 });

      expect(await gateway.charges()).toMatchObject([
        { paymentId: 'pay_0', refunded: 0 },
        { paymentId: 'pay_1', refunded: 10_00 },
      ]);
      // Counted once too: the second charge of this card is declined.
      expect(await gateway.charge(paid('tok_recovers_on_retry', 'pay_2'))).toMatchObject({ reason: 'declined' });
    });
  });
});
