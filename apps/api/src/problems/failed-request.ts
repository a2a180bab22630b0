/** A request that failed by our mistake, for the log: the caller was told its trace id and nothing else. */
export class FailedRequest extends Error {
  constructor(
    readonly traceId: string,
    /** Method and pattern of the route, without the ids and tokens in it. */
    readonly route: string,
    cause: unknown,
  ) {
    super(
      `${route} failed (trace ${traceId}): see the cause, and ask the caller for the trace id when it is reported`,
      {
        cause,
      },
    );
    this.name = new.target.name;
  }
}
