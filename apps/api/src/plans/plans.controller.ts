import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Catalogs, Days } from '#application';
import { refuse, seatPrice, versionInForce, type CatalogVersion, type Plan } from '#domain';
import { moneyShape, type MoneyShape } from '#read-models/shapes';
import { Access, signedIn } from '../access/index.js';
import { PositionQuery } from '../reading/index.js';
import { Line } from '../validation/index.js';
import { PlansAnswer } from './answers.js';

const DEFAULT_CURRENCY = 'EUR';

class PlansQuery extends PositionQuery {
  /** EUR unless told. */
  @Line(16, { optional: true, example: DEFAULT_CURRENCY })
  currency?: string;
}

interface PlanShape {
  readonly id: string;
  readonly name: string;
  readonly names: Plan['name'];
  readonly rank: number;
  readonly pricePerSeat: { readonly monthly: MoneyShape; readonly annual: MoneyShape };
}

interface PlansShape extends Omit<CatalogVersion, 'plans'> {
  readonly currency: string;
  readonly plans: readonly PlanShape[];
}

const currenciesOf = ({ plans }: CatalogVersion): string[] => [
  ...new Set(Object.values(plans).flatMap(({ monthlyPerSeat }) => Object.keys(monthlyPerSeat))),
];

/** What is sold today, the lowest rank first (R11, R12, R17). */
@ApiTags('Subscription')
@Controller('v1/plans')
export class PlansController {
  constructor(
    private readonly catalogs: Catalogs,
    private readonly days: Days,
  ) {}

  @Get()
  @Access(signedIn)
  @ApiOkResponse({ type: PlansAnswer })
  async plans(@Query() query: PlansQuery): Promise<PlansShape> {
    const currency = query.currency ?? DEFAULT_CURRENCY;
    const inForce = versionInForce(await this.catalogs.all(), this.days.todayIn(this.days.issuersZone));
    const { version, effectiveFrom, tiers, trialDays } = inForce;
    return { version, effectiveFrom, currency, tiers, trialDays, plans: plansIn(inForce, currency) };
  }
}

const plansIn = (version: CatalogVersion, currency: string): PlanShape[] => {
  const currencies = currenciesOf(version);
  if (!currencies.includes(currency)) return refuse('currency.unknown', { currency, currencies });
  return Object.entries(version.plans)
    .filter(([, { monthlyPerSeat }]) => Object.hasOwn(monthlyPerSeat, currency))
    .sort(([, a], [, b]) => a.rank - b.rank)
    .map(([id, { name, rank }]) => ({
      id,
      name: name.en,
      names: name,
      rank,
      pricePerSeat: {
        monthly: moneyShape(seatPrice(version, id, 'monthly', currency), currency),
        annual: moneyShape(seatPrice(version, id, 'annual', currency), currency),
      },
    }));
};
