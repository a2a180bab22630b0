import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access, everyone } from '../access/index.js';
import { Problem } from '../problems/index.js';
import { Readiness } from './readiness.js';

class HealthAnswer {
  @ApiProperty({ enum: ['ok'] })
  status!: 'ok';
}

/** For probes. */
@ApiTags('Health')
@Controller('health')
@Access(everyone)
@ApiOkResponse({ type: HealthAnswer })
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  live(): HealthAnswer {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(): Promise<HealthAnswer> {
    if (!(await this.readiness.isReady())) throw new Problem('service.not_ready');
    return { status: 'ok' };
  }
}
