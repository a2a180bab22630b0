/** Where work that no caller waits for reports its failures: to the log, without personal data. */
export abstract class ErrorReporter {
  abstract report(error: unknown): void;
}

/** Passes on whatever is reported, for a process to log. */
export class ReportedErrors extends ErrorReporter {
  constructor(override readonly report: (error: unknown) => void) {
    super();
  }
}
