import { describeOnMongo, MongoPlace } from '#test/support/on-mongo/index';
import { describeSentMailsContract } from '../testing/index.js';
import { MongoSentMails } from './index.js';

describeOnMongo((url) => {
  describeSentMailsContract('MongoSentMails', () => {
    const place = new MongoPlace(url());
    return Promise.resolve({
      open: async (now) => new MongoSentMails(await place.open(), now),
      stored: async () => {
        const mongo = await place.open();
        return JSON.stringify(await mongo.database('mails').collection('sent_mails').find({}).toArray());
      },
      close: () => place.dispose(),
    });
  });
});
