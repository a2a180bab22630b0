import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnMongo, MongoPlace } from '#test/support/on-mongo/index';
import { type Database, openDatabase } from '#platform/sqlite';
import { describePaymentGatewayContract } from '../testing/index.js';
import { SqliteSandboxBooks } from './embedded/sqlite-sandbox-books.js';
import { MongoSandboxBooks } from './mongodb/mongo-sandbox-books.js';
import { SandboxGateway } from './sandbox-gateway.js';

const CARDS = { ok: 'tok_ok', declined: 'tok_declined' };

describePaymentGatewayContract('SandboxGateway on SQLite', CARDS, () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-sandbox-'));
  const databases: Database[] = [];
  return Promise.resolve({
    open: () => {
      const database = openDatabase(join(folder, 'quittance.db'));
      databases.push(database);
      return Promise.resolve(new SandboxGateway(new SqliteSandboxBooks(database)));
    },
    close: () => {
      databases.forEach((database) => database.close());
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});

describeOnMongo((url) => {
  describePaymentGatewayContract('SandboxGateway on MongoDB', CARDS, () => {
    const place = new MongoPlace(url());
    return Promise.resolve({
      open: async () => new SandboxGateway(new MongoSandboxBooks(await place.open())),
      close: () => place.dispose(),
    });
  });
});
