import type { Mail, SignIn } from '#apps/cli';
import type { Environment } from '#composition';
import type { SandboxGateway } from '#payments/sandbox';
import type { Logger } from '#platform/logging';

/** One way to run Quittance, on a place of its own that outlives a restart. */
export interface Deployment {
  /** @returns where it listens. */
  start(env: Environment, logger: Logger): Promise<string>;
  stop(): Promise<void>;
  /** How people sign in; that of development unless told. */
  readonly signIn?: SignIn;
  /** Every mail that went out, the oldest first; null where the API shows them. */
  mails(): Promise<readonly Mail[]> | null;
  /** The books of the sandbox. */
  withGateway<T>(work: (gateway: SandboxGateway) => Promise<T>): Promise<T>;
  /** Removes all that it has kept. */
  remove(): Promise<void>;
}
