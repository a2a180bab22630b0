import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/sqlite';
import { describePaymentGatewayContract } from '../testing/index.js';
import { SandboxGateway } from './sandbox-gateway.js';

describePaymentGatewayContract('SandboxGateway', { ok: 'tok_ok', declined: 'tok_declined' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-sandbox-'));
  const databases: Database[] = [];
  return Promise.resolve({
    open: () => {
      const database = openDatabase(join(folder, 'quittance.db'));
      databases.push(database);
      return Promise.resolve(new SandboxGateway(database));
    },
    close: () => {
      databases.forEach((database) => database.close());
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
