/** What parts of a process stand on: ports, or some of them. */
export interface Closable {
  close(): Promise<void>;
}

/** What `start` makes of what was opened; when it fails nothing stays open. @throws whatever `start` throws. */
export const startedOn = async <R>(opened: Closable, start: () => Promise<R>): Promise<R> => {
  try {
    return await start();
  } catch (error) {
    await opened.close();
    throw error;
  }
};
