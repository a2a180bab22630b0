import { Module } from '@nestjs/common';
import { ClaimController } from './claim.controller.js';
import { Previews } from './preview.js';
import { SubscriptionAnswers } from './subscription-answers.js';
import { SubscriptionController } from './subscription.controller.js';
import { SupportController } from './support.controller.js';
import { TeamUpgradesController } from './team-upgrades.controller.js';
import { UpgradeController } from './upgrade.controller.js';

@Module({
  controllers: [UpgradeController, TeamUpgradesController, SubscriptionController, ClaimController, SupportController],
  providers: [Previews, SubscriptionAnswers],
  exports: [Previews, SubscriptionAnswers],
})
export class SubscriptionsModule {}
