import 'reflect-metadata';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { PAGE_CONTENT_SECURITY_POLICY } from '#invoicing';
import { ApiModule } from './api.module.js';
import { DOCS_CONTENT_SECURITY_POLICY, DOCS_PATH, serveDocs } from './docs/open-api.js';
import { Readiness } from './health/readiness.js';
import { registerBodyParser, traceIdOf } from './http/index.js';
import type { ApiPorts } from './ports/index.js';

/** The longest id in an address, with every character escaped. */
const PARAMETER_MAX = 1_024;

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
  async stop(): Promise<void> {
    this.drain();
    await this.app.close();
  }
}

const newAdapter = (): FastifyAdapter =>
  new FastifyAdapter({
    genReqId: traceIdOf,
    requestIdHeader: false,
    // What is under way while it stops is answered like everything else.
    return503OnClosing: false,
    routerOptions: { maxParamLength: PARAMETER_MAX },
  });

/** What every answer says to browsers and to those who follow a request through the logs. */
const registerHeaders = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    const isDocs = request.url.startsWith(`/${DOCS_PATH}`);
    reply.header('content-security-policy', isDocs ? DOCS_CONTENT_SECURITY_POLICY : PAGE_CONTENT_SECURITY_POLICY);
    if (!isDocs) reply.header('cache-control', 'no-store');
    reply.header('x-correlation-id', request.id);
    done();
  });
};

/** Makes the HTTP edge on open ports, ready to listen. It closes none of them. */
export const createApi = async (ports: ApiPorts): Promise<Api> => {
  // Nest declares its options as a class and documents them as a literal.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.register(ports), newAdapter(), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  await app.register(helmet, { contentSecurityPolicy: false });
  const fastify = app.getHttpAdapter().getInstance();
  registerHeaders(fastify);
  registerBodyParser(fastify);
  serveDocs(app);
  await app.init();
  await fastify.ready();
  return new Api(app);
};
