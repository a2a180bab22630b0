import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Between the driver and a real server: lets a command through, and cuts the connection instead of its answer. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #wanted: string | null = null;
  #cuts = 0;

  private constructor(host: string, port: number) {
    this.#server = createServer((client) => this.#serve(client, connect(port, host)));
  }

  static async start(url: string): Promise<CuttingProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new CuttingProxy(hostname, Number(port || 27_017));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `mongodb://127.0.0.1:${(this.#server.address() as AddressInfo).port}/?directConnection=true`;
  }

  /** How many answers were lost. */
  get cuts(): number {
    return this.#cuts;
  }

  /** The answer to the next command of this name is lost. */
  cutAfter(command: string): void {
    this.#wanted = command;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  #serve(client: Socket, server: Socket): void {
    let isCutting = false;
    for (const [socket, peer] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => peer.destroy());
    }
    client.on('data', (bytes) => {
      isCutting ||= this.#takes(bytes);
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (isCutting) client.destroy();
      else client.write(bytes);
    });
  }

  /** The name of a command is the first key of its document, so it stands in the bytes as it is. */
  #takes(bytes: Buffer): boolean {
    if (this.#wanted === null || !bytes.includes(`${this.#wanted}\0`)) return false;
    this.#wanted = null;
    this.#cuts += 1;
    return true;
  }
}
