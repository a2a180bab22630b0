/** The servers that adapters are tested on. `QUITTANCE_TEST_<NAME>` has the URL of each, see `find-servers.mjs`. */
export type ServerName = 'eventstoredb' | 'mongodb' | 'redis' | 'smtp';

/** The URL of a server that was reachable when the tests began, else null. */
export const serverUrl = (name: ServerName): string | null =>
  process.env[`QUITTANCE_TEST_${name.toUpperCase()}`] || null;

export const isRequired = (name: ServerName): boolean =>
  (process.env['QUITTANCE_TEST_REQUIRE'] ?? '').split(',').some((required) => required.trim() === name);

/**
 * The specs of an adapter on its real server. Where it is not reachable they are skipped, which the run says at its
 * beginning; a server that `QUITTANCE_TEST_REQUIRE=redis,mongodb` names fails a test instead.
 */
export const describeOnServer = (name: ServerName, specs: (url: string) => void): void => {
  const url = serverUrl(name);
  if (url === null && isRequired(name)) {
    it(`${name} is reachable`, () => {
      throw new Error(`${name} is required: start it and set QUITTANCE_TEST_${name.toUpperCase()} to its URL`);
    });
    return;
  }
  const when = url === null ? describe.skip : describe;
  when(`on ${name}`, () => {
    specs(url ?? '');
  });
};
