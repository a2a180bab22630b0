import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolderInUse, openPorts, openReadSide, readSettings, type Settings } from '#composition';
import { openDatabase } from '#platform/sqlite';
import { Projector, PROJECTIONS } from '#read-models/projector';
import { spaces } from '#read-models/spaces';
import { BillingStory } from '#read-models/testing';
import { projectRoot } from '../project-root.js';
import { runRebuild } from './index.js';

const ESCAPE = String.fromCharCode(27);

const story = new BillingStory()
  .workspace('ws', 'ann', 'bob')
  .upgrade({ spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 });

describe('npm run rebuild', () => {
  let folder: string;
  let settings: Settings;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-rebuild-'));
    const env = { QUITTANCE_DATA: folder, QUITTANCE_LOG: 'error' };
    settings = readSettings(env, { projectRoot: projectRoot() });
    const ports = await openPorts(settings);
    await story.appendTo(ports.store);
    const projector = new Projector();
    await projector.start(ports.store, ports.readModels, PROJECTIONS, (error) => {
      throw error;
    });
    await projector.reached(await ports.store.head());
    await projector.stop();
    await ports.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = async (argv: readonly string[], screen: { isTTY?: boolean } = {}) => {
    const texts: string[] = [];
    const write = (text: string): unknown => texts.push(text);
    const exitCode = await runRebuild(argv, () => settings, { env: {}, screen: { ...screen, write } });
    return { exitCode, text: texts.join('') };
  };

  const inDatabase = (...statements: readonly string[]): void => {
    const database = openDatabase(join(folder, 'quittance.db'));
    for (const sql of statements) database.exec(sql);
    database.close();
  };

  const forge = (): void =>
    inDatabase("update read_model_document set document = json_set(document, '$.name', 'Forged') where id = 'ws'");

  const nameOfSpace = async (): Promise<string | undefined> => {
    const readSide = await openReadSide(settings);
    try {
      return (await spaces.get(readSide.readModels, 'ws'))?.name;
    } finally {
      await readSide.close();
    }
  };

  it('says of each read model that it equals what was there', async () => {
    const { exitCode, text } = await run([]);
    expect({ exitCode, coloured: text.includes(ESCAPE) }).toStrictEqual({ exitCode: 0, coloured: false });
    expect(text).toContain('what was there was the same');
    expect(text.match(/│ equal +│/g)).toHaveLength(PROJECTIONS.length);
    expect(text).toMatch(/^spaces_v\d+: \d+ events, 100%/m);
    expect(text).toMatch(/^spaces_v\d+: comparing$/m);
  });

  it('finds a document that was altered by hand, says which, and mends it', async () => {
    forge();
    expect(await nameOfSpace()).toBe('Forged');
    const { exitCode, text } = await run(['spaces']);
    expect(exitCode).toBe(0);
    expect(text).toContain('1 different');
    expect(text).toContain('space_v1 "ws" is not what the events make');
    expect(await nameOfSpace()).not.toBe('Forged');
    const again = await run(['spaces', '--check']);
    expect(again).toMatchObject({ exitCode: 0, text: expect.stringContaining('are what the events make') as string });
  });

  it('mends a document that cannot even be read, and one that is gone', async () => {
    inDatabase(
      "update read_model_document set document = '{\"name' where collection = 'space_v1'",
      "delete from read_model_document where collection = 'subscription_v2'",
    );
    const { exitCode, text } = await run([]);
    expect(exitCode).toBe(0);
    expect(text).toContain('space_v1 "ws" is not what the events make');
    expect(text).toContain('subscription_v2 "sub" was missing');
    expect((await run(['--check'])).exitCode).toBe(0);
  });

  it('only checks when it is asked to, and a difference is a failure then', async () => {
    forge();
    const { exitCode, text } = await run(['--check', '--lang', 'fr']);
    expect(exitCode).toBe(1);
    expect(text).toContain('1 écart(s)');
    expect(text).toContain('n’est pas ce que donnent les événements');
    expect(await nameOfSpace()).toBe('Forged');
  });

  it('builds read models that are gone, after a check that says so', async () => {
    inDatabase(...['checkpoint', 'document', 'key'].map((part) => `delete from read_model_${part}`));
    const check = await run(['--check']);
    expect(check).toMatchObject({ exitCode: 1, text: expect.stringContaining('not there') as string });
    const { exitCode, text } = await run(['--lang=fr']);
    expect({ exitCode, built: text.includes('construit, il n’y en avait pas') }).toStrictEqual({
      ...{ exitCode: 0, built: true },
    });
    expect(await nameOfSpace()).toBeDefined();
  });

  it('shows on a terminal how far it is', async () => {
    const { text } = await run(['spaces', '--lang', 'fr'], { isTTY: true });
    expect(text).toContain(`${ESCAPE}[2K████████████████████ spaces_v`);
    expect(text).toContain('comparaison');
  });

  it('leaves nothing of the generations that were replaced', async () => {
    await run([]);
    await run(['--check']);
    await run([]);
    const database = openDatabase(join(folder, 'quittance.db'));
    const sql = 'select distinct collection from read_model_document order by collection limit 100';
    const names = database.prepare<{ collection: string }>(sql).all();
    database.close();
    const generations = names.map(({ collection }) => collection).filter((name) => name !== 'generations');
    expect(generations.filter((name) => !name.endsWith('~3'))).toStrictEqual([]);
    expect(generations).toContain('space_v1~3');
  });

  it('lets projectors go on from the new generation', async () => {
    await run([]);
    const ports = await openPorts(settings);
    const longer = new BillingStory()
      .workspace('ws', 'ann', 'bob')
      .upgrade({ spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 })
      .members('ws', 'ann', 'cleo');
    await longer.appendTo(ports.store, story.events.length);
    const projector = new Projector();
    await projector.start(ports.store, ports.readModels, PROJECTIONS, (error) => {
      throw error;
    });
    await projector.reached(await ports.store.head());
    const members = (await spaces.get(ports.readModels, 'ws'))?.members.map(({ memberId }) => memberId);
    await projector.stop();
    await ports.close();
    expect(members).toContain('cleo');
    expect((await run(['--check'])).exitCode).toBe(0);
  });

  it('says to stop the process that has the data folder', async () => {
    const ports = await openPorts(settings);
    await expect(run([])).rejects.toThrow(DataFolderInUse);
    await expect(run([])).rejects.toThrow('stop that one first');
    await ports.close();
  });

  it('refuses a folder without data, and makes none', async () => {
    const empty = join(folder, 'elsewhere');
    const elsewhere = readSettings({ QUITTANCE_DATA: empty }, { projectRoot: projectRoot() });
    await expect(openReadSide(elsewhere)).rejects.toThrow('holds no data of Quittance');
  });

  it.each([[['space']], [['--chek']], [['--lang', 'de']], [['--lang']]])(
    'does not guess what %j means',
    async (argv) => {
      const { exitCode, text } = await run(argv);
      expect({ exitCode, names: text.includes('spaces, subscriptions, invoices') }).toStrictEqual({
        ...{ exitCode: 2, names: true },
      });
    },
  );
});
