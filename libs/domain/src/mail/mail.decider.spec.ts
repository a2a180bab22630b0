import { mailSent, specFor } from '../testing/index.js';
import { mailDecider, type RecordMailSent } from './mail.decider.js';

const given = specFor(mailDecider);

const record = (data: Partial<RecordMailSent['data']> = {}): RecordMailSent => ({
  type: 'RecordMailSent',
  data: mailSent(data).data,
});

describe('RecordMailSent (D17)', () => {
  it('R57 records the mail of an invoice and to whom it went', () => given().when(record()).then(mailSent()));

  it('D17 records exactly one mail per invoice, whoever is owner when it is tried again', () => {
    given(mailSent()).when(record()).thenNothing();
    given(mailSent())
      .when(record({ mailId: 'mail_2', recipientId: 'mia' }))
      .thenNothing();
  });
});
