import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#composition';
import { createLogger } from '#platform/logging';
import { projectRoot, startQuittance, type Running } from './index.js';

describe('startQuittance', () => {
  const folders: string[] = [];
  const running: Running[] = [];
  const logged: string[] = [];
  const logger = createLogger({ level: 'error', destination: { write: (line) => logged.push(line) } });

  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
    logged.length = 0;
  });

  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'quittance-start-'));
    folders.push(folder);
    return folder;
  };
  const start = async (QUITTANCE_DATA: string, env: Record<string, string> = {}): Promise<Running> => {
    const settings = readSettings({ QUITTANCE_PORT: '0', QUITTANCE_DATA, ...env }, { projectRoot: projectRoot() });
    const one = await startQuittance(settings, { logger });
    running.push(one);
    return one;
  };

  it('refuses a port that is taken, in a sentence, and leaves nothing open', async () => {
    const { port } = new URL((await start(newFolder())).url);
    const folder = newFolder();
    await expect(start(folder, { QUITTANCE_PORT: port })).rejects.toMatchObject({
      code: 'configuration.refused',
      problems: [{ where: 'QUITTANCE_PORT', message: expect.stringContaining('EADDRINUSE') as string }],
    });
    expect((await fetch(`${(await start(folder)).url}/health/ready`)).status).toBe(200);
    expect(logged).toEqual([]);
  });

  it('refuses the data of the test clock with the clock of the system', async () => {
    const folder = newFolder();
    const { url, stop } = await start(folder, { QUITTANCE_CLOCK: 'test' });
    const json = { 'content-type': 'application/json' };
    const who = JSON.stringify({ memberId: 'olga', roles: ['operator'] });
    const signIn = await fetch(`${url}/v1/dev/tokens`, { method: 'POST', headers: json, body: who });
    const { token } = (await signIn.json()) as { token: string };
    const headers = { ...json, authorization: `Bearer ${token}` };
    const body = JSON.stringify({ now: '2031-01-01T00:00:00Z' });
    expect((await fetch(`${url}/v1/clock`, { method: 'PUT', headers, body })).status).toBe(200);
    await stop();
    running.pop();

    await expect(start(folder)).rejects.toMatchObject({ problems: [{ where: 'QUITTANCE_CLOCK' }] });
    expect((await start(folder, { QUITTANCE_CLOCK: 'test' })).url).toContain('http://127.0.0.1:');
  });
});
