/** Where work that no caller waits for reports its failures: to the log, without personal data. */
export abstract class ErrorReporter {
  abstract report(error: unknown): void;
}
