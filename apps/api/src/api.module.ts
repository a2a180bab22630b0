import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.js';
import { DevTokensController } from './auth/dev-tokens.controller.js';
import { BillingModule } from './billing/billing.module.js';
import { ClockController } from './clock/clock.controller.js';
import { EdgeModule } from './edge.module.js';
import { HealthController } from './health/health.controller.js';
import { InvoicesModule } from './invoices/invoices.module.js';
import { MailController } from './mail/mail.controller.js';
import { OutboxController } from './pages/outbox.controller.js';
import { JobsController } from './operations/jobs.controller.js';
import { PagesModule } from './pages/pages.module.js';
import { SignInController } from './pages/sign-in.controller.js';
import { PlansController } from './plans/plans.controller.js';
import { PortsModule, type ApiPorts } from './ports/index.js';
import { SalesModule } from './sales/sales.module.js';
import { SpacesModule } from './spaces/spaces.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';

const developmentControllers = ({ settings, outbox }: ApiPorts): Type[] => [
  ...(settings.signIn.kind === 'development' ? [DevTokensController, SignInController] : []),
  ...(outbox ? [MailController, OutboxController] : []),
];

/** The whole HTTP edge, on ports that somebody else opened. */
@Module({})
export class ApiModule {
  static register(ports: ApiPorts): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PortsModule.register(ports),
        EdgeModule.register(ports.settings.signIn),
        SpacesModule,
        SubscriptionsModule,
        SalesModule,
        BillingModule,
        InvoicesModule,
        PagesModule,
      ],
      controllers: [
        PlansController,
        AuditController,
        ClockController,
        HealthController,
        JobsController,
        ...developmentControllers(ports),
      ],
    };
  }
}
