import 'reflect-metadata';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_CONTENT_SECURITY_POLICY } from '#invoicing';
import { ApiModule } from './api.module.js';
import { DOCS_CONTENT_SECURITY_POLICY, DOCS_PATH, serveDocs } from './docs/open-api.js';
import { Readiness } from './health/readiness.js';
import { registerBodyParser, traceIdOf } from './http/index.js';
import type { ApiPorts } from './ports/index.js';
import { Problem, sendProblem } from './problems/index.js';

/** As long as an address can be: what is too long for an id is unknown, like every other id that there is not. */
const PARAMETER_MAX = 16_384;

/** What is still not answered then is cut off: whoever runs the process will not wait for ever. */
const STOP_WITHIN_MS = 20_000;

/** The HTTP edge of a process. */
export class Api {
  constructor(readonly app: NestFastifyApplication) {}

  /** Serves HTTP. @returns the port, which the system picked when it was asked for 0. */
  async listen(port: number, host: string): Promise<number> {
    await this.app.listen(port, host);
    const address = this.app.getHttpServer().address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** From now on says that it is not ready, and still answers: for a balancer that is to look elsewhere first. */
  drain(): void {
    this.app.get(Readiness).drain();
  }

  /** Takes no more requests, answers those that are under way, and stops. The ports stay open. */
  async stop({ withinMs = STOP_WITHIN_MS }: { readonly withinMs?: number } = {}): Promise<void> {
    this.drain();
    const cut = setTimeout(() => this.app.getHttpServer().closeAllConnections(), withinMs);
    await this.app.close().finally(() => clearTimeout(cut));
  }
}

const newAdapter = ({ settings }: ApiPorts): FastifyAdapter =>
  new FastifyAdapter({
    genReqId: traceIdOf,
    requestIdHeader: false,
    // What is under way while it stops is answered like everything else.
    return503OnClosing: false,
    routerOptions: { maxParamLength: PARAMETER_MAX },
    // An address that cannot be read is refused before there is a route, and so a filter.
    frameworkErrors: (_error: Error, { id }: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, new Problem('request.invalid'), { traceId: id, contacts: settings });
    },
  });

/** What every answer says to browsers and to those who follow a request through the logs. */
const registerHeaders = (fastify: FastifyInstance, readiness: Readiness): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    const isDocs = request.url.startsWith(`/${DOCS_PATH}`);
    reply.header('content-security-policy', isDocs ? DOCS_CONTENT_SECURITY_POLICY : PAGE_CONTENT_SECURITY_POLICY);
    if (!isDocs) reply.header('cache-control', 'no-store');
    reply.header('x-correlation-id', request.id);
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    // A connection that is kept alive would keep a process that stops alive as well.
    if (readiness.isDraining) reply.header('connection', 'close');
    done();
  });
};

/** Makes the HTTP edge on open ports, ready to listen. It closes none of them. */
export const createApi = async (ports: ApiPorts): Promise<Api> => {
  // Nest declares its options as a class and documents them as a literal.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.register(ports), newAdapter(ports), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  await app.register(helmet, { contentSecurityPolicy: false });
  const fastify = app.getHttpAdapter().getInstance();
  registerHeaders(fastify, app.get(Readiness));
  const { catchUp } = ports;
  if (catchUp) fastify.addHook('onRequest', () => catchUp());
  registerBodyParser(fastify);
  serveDocs(app);
  await app.init();
  await fastify.ready();
  return new Api(app);
};
