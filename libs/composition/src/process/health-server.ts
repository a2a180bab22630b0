import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { addressOf } from '../ports/operator-settings.js';
import { ConfigurationRefused } from '../configuration-refused.js';
import type { Settings } from '../settings/settings.js';

/** Answers the probes of a process that serves nothing else. */
export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

type Answer = readonly [status: number, body: object];

const answerTo = async (path: string | undefined, isReady: () => Promise<boolean>): Promise<Answer> => {
  if (path === '/health/live') return [200, { status: 'ok' }];
  if (path !== '/health/ready') return [404, { status: 'unknown' }];
  return (await isReady().catch(() => false)) ? [200, { status: 'ok' }] : [503, { status: 'not_ready' }];
};

const listen = async (server: Server, { port, host }: Settings): Promise<number> => {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `the probes cannot be served on ${host}:${port} (${reason}): set another port, or stop what has it`;
    throw new ConfigurationRefused([{ where: 'QUITTANCE_PORT', message }], { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
};

/**
 * Serves `/health/live` and `/health/ready` on the port of the settings.
 * @throws ConfigurationRefused when the port cannot be had.
 */
export const serveHealth = async (settings: Settings, isReady: () => Promise<boolean>): Promise<HealthServer> => {
  const server = createServer((request, response) => {
    void answerTo(request.url, isReady).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(body));
    });
  });
  const port = await listen(server, settings);
  return {
    url: addressOf(settings.host, port),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
