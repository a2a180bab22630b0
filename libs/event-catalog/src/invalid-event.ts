import { InvariantBroken } from '#domain';

/** More of them tell nobody more. */
const PATHS_SHOWN_MAX = 10;

interface Misfit {
  readonly type: string;
  readonly version: number;
  /** Where the data does not fit, such as `bill.lines.0.amount`. Names only: values may be personal. */
  readonly paths: readonly string[];
}

/** Data that does not fit the schema of its event: a bug in what made it. Nothing was written. */
export class InvalidEvent extends InvariantBroken {
  readonly code = 'event_catalog.invalid_event';
  readonly type: string;
  readonly version: number;
  readonly paths: readonly string[];

  constructor({ type, version, paths }: Misfit) {
    const shown = paths.slice(0, PATHS_SHOWN_MAX).join(', ');
    super(
      `${type} version ${version} does not fit its schema at ${shown}: mend what made it, or add the next version ` +
        '(CONTRIBUTING.md, "Add an event version")',
    );
    this.type = type;
    this.version = version;
    this.paths = paths;
  }
}
