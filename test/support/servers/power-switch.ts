interface Powered {
  kill(): void | Promise<void>;
  restart(): Promise<void>;
}

/** Lets whoever started this process cut a stand-in's power (`kill`) and give it back (`restart`): its disk stays. */
export const obeyParent = (server: Powered): void => {
  process.on('message', (message) => {
    const work = message === 'kill' ? Promise.resolve(server.kill()) : server.restart();
    void work.then(() => process.send?.('done'));
  });
  // Nobody is left to use it.
  process.on('disconnect', () => process.exit(0));
};
