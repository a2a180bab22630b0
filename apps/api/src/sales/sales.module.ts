import { Module } from '@nestjs/common';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';
import { SalesSubscriptionController, SalesUpgradeController } from './sales-plans.controllers.js';
import { RequestsController } from './requests.controller.js';
import { SalesTermsController } from './sales-terms.controller.js';

@Module({
  imports: [SubscriptionsModule],
  controllers: [SalesUpgradeController, SalesSubscriptionController, SalesTermsController, RequestsController],
})
export class SalesModule {}
