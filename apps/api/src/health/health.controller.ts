import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access, everyone } from '../access/index.js';
import { Problem } from '../problems/index.js';
import { Readiness } from './readiness.js';

interface Health {
  readonly status: 'ok';
}

class HealthAnswer {
  @ApiProperty({ enum: ['ok'] })
  status!: string;
}

/** For probes. */
@ApiTags('Health')
@Controller('health')
@Access(everyone)
@ApiOkResponse({ type: HealthAnswer })
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(): Promise<Health> {
    if (!(await this.readiness.isReady())) throw new Problem('service.not_ready');
    return { status: 'ok' };
  }
}
