import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** An answer whose status or revision is known only when the work is done. */
export class Reply {
  constructor(
    readonly status: number,
    readonly body: unknown,
    /** Sent as the `ETag`, for a later `If-Match`. */
    readonly revision: number | null = null,
  ) {}
}

/** `"7"`, as a revision stands in `ETag` and `If-Match`. */
export const entityTag = (revision: number): string => `"${revision}"`;

/** Sends a `Reply` with its status and `ETag`, and leaves every other result as it is. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((result: unknown) => {
        if (!(result instanceof Reply)) return result;
        reply.status(result.status);
        if (result.revision !== null) reply.header('etag', entityTag(result.revision));
        return result.body;
      }),
    );
  }
}
