import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Facts } from '#application';

/** Listens for new facts while requests may wait for one: from before the first until after the last. */
@Injectable()
export class FactsLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly facts: Facts) {}

  onApplicationBootstrap(): Promise<void> {
    return this.facts.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.facts.stop();
  }
}
