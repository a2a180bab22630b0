import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { JobQueue, type JobCounts, type ParkedJob } from '#jobs';
import { Access, staff } from '../access/index.js';
import { Problem } from '../problems/index.js';

class CountsAnswer {
  @ApiProperty({ type: 'integer', description: 'Can run now.' })
  waiting!: number;

  @ApiProperty({ type: 'integer', description: 'Wait for their time, or for their next attempt.' })
  delayed!: number;

  @ApiProperty({ type: 'integer' })
  running!: number;

  @ApiProperty({ type: 'integer', description: 'Wait for a person.' })
  parked!: number;
}

class ParkedJobAnswer {
  @ApiProperty({ example: 'renew_sub_9f0c_0_3' })
  id!: string;

  @ApiProperty({ example: 'renew' })
  kind!: string;

  @ApiProperty({ type: 'integer' })
  attempts!: number;

  @ApiProperty({ description: 'What the last attempt failed with, without addresses.' })
  lastError!: string;
}

class JobsAnswer {
  @ApiProperty({ type: CountsAnswer })
  counts!: CountsAnswer;

  @ApiProperty({ type: [ParkedJobAnswer] })
  parked!: ParkedJobAnswer[];
}

class RetryAnswer {
  @ApiProperty()
  id!: string;
}

interface Jobs {
  readonly counts: JobCounts;
  readonly parked: readonly ParkedJob[];
}

/** An error's text may quote what it failed on, and operators see no personal data. */
const withoutAddresses = ({ id, kind, attempts, lastError }: ParkedJob): ParkedJob => ({
  id,
  kind,
  attempts,
  lastError: lastError.replace(/\S+@\S+/g, '[redacted]'),
});

/** Background work, for operators: how much there is, and what has failed for good until somebody puts it back. */
@ApiTags('Operations')
@Controller('v1/operations/jobs')
export class JobsController {
  constructor(private readonly queue: JobQueue) {}

  @Get()
  @Access(staff('operator'))
  @ApiOkResponse({ type: JobsAnswer })
  async jobs(): Promise<Jobs> {
    const [counts, parked] = await Promise.all([this.queue.counts(), this.queue.parked()]);
    return { counts, parked: parked.map(withoutAddresses) };
  }

  /** Runs a parked job again, from its first attempt. What it leads to is decided anew, so it does nothing twice. */
  @Post(':id/retry')
  @HttpCode(200)
  @Access(staff('operator'))
  @ApiOkResponse({ type: RetryAnswer })
  async retry(@Param('id') id: string): Promise<Pick<ParkedJob, 'id'>> {
    if (!(await this.queue.retryParked(id))) throw new Problem('job.unknown');
    return { id };
  }
}
