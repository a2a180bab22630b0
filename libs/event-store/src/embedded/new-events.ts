/** Wakes those who wait for new events: at once for events of this process, after a while for those of another. */
export class NewEvents {
  readonly #waiting = new Set<() => void>();

  announce(): void {
    [...this.#waiting].forEach((wake) => wake());
  }

  /** Resolves at the next announcement, after `timeoutMs`, or when the signal aborts, whichever is first. */
  wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}
