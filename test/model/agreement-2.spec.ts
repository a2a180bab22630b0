import { describeAgreement } from './agreement.shard.js';

describeAgreement(2);
