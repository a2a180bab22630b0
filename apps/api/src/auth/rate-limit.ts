const MINUTE_MS = 60_000;
/** So many callers are counted at once; beyond, the counting begins anew for all. */
const CALLERS_MAX = 10_000;

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** A bucket of requests for each caller, which fills up again evenly. Counts in this process only. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly requestsPerMinute: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Takes one request of a caller. Null when it may pass, else the seconds until the next may. */
  take(callerId: string): number | null {
    const bucket = this.#filled(callerId);
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * MINUTE_MS) / this.requestsPerMinute / 1000);
    bucket.tokens -= 1;
    return null;
  }

  #filled(callerId: string): Bucket {
    const nowMs = this.nowMs();
    const bucket = this.#buckets.get(callerId) ?? this.#open(callerId, nowMs);
    const earned = ((nowMs - bucket.filledAtMs) * this.requestsPerMinute) / MINUTE_MS;
    bucket.tokens = Math.min(bucket.tokens + earned, this.requestsPerMinute);
    bucket.filledAtMs = nowMs;
    return bucket;
  }

  #open(callerId: string, nowMs: number): Bucket {
    if (this.#buckets.size >= CALLERS_MAX) this.#buckets.clear();
    const bucket = { tokens: this.requestsPerMinute, filledAtMs: nowMs };
    this.#buckets.set(callerId, bucket);
    return bucket;
  }
}
