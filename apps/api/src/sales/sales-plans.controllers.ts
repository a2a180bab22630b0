import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForSales } from '../access/index.js';
import { SubscriptionController } from '../subscriptions/subscription.controller.js';
import { UpgradeController } from '../subscriptions/upgrade.controller.js';

const PATH = 'v1/sales/spaces/:spaceId/subscription';

/** R27: sales staff start a plan that is paid by invoice. The same call as everybody's, under their own address. */
@ApiTags('Sales')
@Controller(PATH)
@ForSales()
export class SalesUpgradeController extends UpgradeController {}

/** R28: sales staff carry out what a billing owner is sent to them for. */
@ApiTags('Sales')
@Controller(PATH)
@ForSales()
export class SalesSubscriptionController extends SubscriptionController {}
