import { inspect } from 'node:util';
import { OperatorSettings } from './operator-settings.js';

const issuer = {
  id: 'main',
  timeZone: 'Europe/Paris',
  paymentTermDays: 0,
  seller: {
    name: 'Acme',
    legalForm: null,
    address: { line1: '1 rue du Port', line2: null, postalCode: '01000', city: 'Bourg', country: 'FR' },
    siren: null,
    vatId: null,
    email: null,
  },
};
const SECRET = new Uint8Array(32).fill(171);
const settings = (host: string, port: number, publicUrl: string | null = null): OperatorSettings =>
  new OperatorSettings({ host, port, publicUrl }, issuer, { linkSecret: SECRET });

describe('The billing settings of a process', () => {
  it('are the issuer, the secret of links and ten seconds for a payment', () => {
    expect(settings('127.0.0.1', 3000).issuer).toBe(issuer);
    expect(settings('127.0.0.1', 3000).linkSecret).toBe(SECRET);
    expect(settings('127.0.0.1', 3000).paymentAnswerMs).toBe(10_000);
  });

  it('do not show the secret when they are printed', () => {
    expect(inspect(settings('127.0.0.1', 3000), { depth: 9 })).not.toContain('171');
    expect(JSON.stringify(settings('127.0.0.1', 3000))).not.toContain('171');
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['localhost', 'http://localhost:3000'],
    ['::1', 'http://[::1]:3000'],
  ])('have the printed address of %s as public URL', (host, url) => {
    expect(settings(host, 3000).publicUrl).toBe(url);
  });

  it('have the public URL that is set, whatever port is served', () => {
    const billing = settings('127.0.0.1', 0, 'https://billing.acme.example');
    billing.listeningOn(41_234);
    expect(billing.publicUrl).toBe('https://billing.acme.example');
  });

  it('learn the port that the system picked, once', () => {
    const billing = settings('127.0.0.1', 0);
    billing.listeningOn(41_234);
    billing.listeningOn(50_000);
    expect(billing.publicUrl).toBe('http://127.0.0.1:41234');
  });

  it('say what to do when the public URL is asked for too early', () => {
    expect(() => settings('127.0.0.1', 0).publicUrl).toThrow('call listeningOn with the port first');
  });
});
