import { Module } from '@nestjs/common';
import { Previews } from './preview.js';
import { SubscriptionAnswers } from './subscription-answers.js';
import { SubscriptionController } from './subscription.controller.js';
import { SupportController } from './support.controller.js';
import { UpgradeController } from './upgrade.controller.js';

@Module({
  controllers: [UpgradeController, SubscriptionController, SupportController],
  providers: [Previews, SubscriptionAnswers],
})
export class SubscriptionsModule {}
