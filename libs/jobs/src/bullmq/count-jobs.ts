import { type Redis } from 'ioredis';
import { type JobCounts } from '../port/job-queue.js';

/**
 * Counts the jobs of all kinds at one moment. Kind by kind it would miss a job that, while it ran, enqueued one of a
 * kind that was counted before, and a queue that has work would seem idle. The keys are those of BullMQ; the score of a
 * delayed job is its time in milliseconds, shifted by 12 bits.
 */
const COUNT = `
  local waiting, delayed, running, parked = 0, 0, 0, 0
  for _, kind in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    local queue = ARGV[1] .. ':' .. kind .. ':'
    local due = redis.call('ZCOUNT', queue .. 'delayed', '-inf', (tonumber(ARGV[2]) + 1) * 4096 - 1)
    waiting = waiting + redis.call('LLEN', queue .. 'wait') + due
    delayed = delayed + redis.call('ZCARD', queue .. 'delayed') - due
    running = running + redis.call('LLEN', queue .. 'active')
    parked = parked + redis.call('ZCARD', queue .. 'failed')
  end
  return { waiting, delayed, running, parked }`;

export async function countJobs(redis: Redis, prefix: string, kindsKey: string): Promise<JobCounts> {
  const counts = (await redis.eval(COUNT, 1, kindsKey, prefix, Date.now())) as [number, number, number, number];
  const [waiting, delayed, running, parked] = counts;
  return { waiting, delayed, running, parked };
}
