import type { RebuildProgress } from '#read-models/generations';
import type { Screen } from '../demo/options.js';
import { bar } from '../demo/render/bars.js';
import { fill } from '../demo/render/dictionary.js';
import { CLEAR_LINE } from '../demo/render/paint.js';
import type { Words } from './words.js';

const BAR_WIDTH = 20;
const SHOW_EVERY_MS = 100;
const WRITE_EVERY_MS = 2_000;

interface Spoken {
  readonly words: Words;
  readonly locale: string;
}

/** Shows how far a rebuild is: a bar where somebody watches, otherwise a line now and then. */
export class ProgressScreen {
  #shownAtMs = -Infinity;
  #projection = '';

  constructor(
    private readonly screen: Screen,
    private readonly spoken: Spoken,
  ) {}

  show(progress: RebuildProgress): void {
    const isNew = this.#projection !== progress.projection;
    const isDue = performance.now() - this.#shownAtMs >= (this.#isWatched ? SHOW_EVERY_MS : WRITE_EVERY_MS);
    if (!isNew && !isDue && progress.step === 'building') return;
    this.#projection = progress.projection;
    this.#shownAtMs = performance.now();
    const text = this.#text(progress);
    this.screen.write(this.#isWatched ? `${CLEAR_LINE}${this.#bar(progress)} ${text}` : `${text}\n`);
  }

  /** Leaves the line to what comes next. */
  clear(): void {
    if (this.#isWatched) this.screen.write(CLEAR_LINE);
  }

  get #isWatched(): boolean {
    return this.screen.isTTY === true;
  }

  #bar({ share }: RebuildProgress): string {
    return bar(share, 1, BAR_WIDTH).padEnd(BAR_WIDTH, '░');
  }

  #text({ projection: name, step, events, share, eventsPerSecond, secondsLeft }: RebuildProgress): string {
    const { words, locale } = this.spoken;
    if (step === 'comparing') return fill(words.comparing, { name });
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
    const parts = [
      fill(words.building, { name, events: number.format(events), percent }),
      fill(words.pace, { pace: number.format(eventsPerSecond) }),
      ...(secondsLeft === null ? [] : [fill(words.left, { seconds: number.format(Math.ceil(secondsLeft)) })]),
    ];
    return parts.join(', ');
  }
}
