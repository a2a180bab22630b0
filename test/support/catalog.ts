/** Prices of a seat for a month, by plan and currency: `{ premium: { EUR: '13.49' } }`. The order is the rank. */
export type Prices = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface VersionOptions {
  readonly version?: string;
  readonly effectiveFrom?: string;
  readonly prices: Prices;
}

const planIn = ([id, prices]: [string, Prices[string]], rank: number): string => `
      ${id}:
        rank: ${rank + 1}
        name: { en: ${id}, fr: ${id} }
        monthlyPerSeat: ${JSON.stringify(prices)}`;

const versionIn = ({ version = 'first', effectiveFrom = '2000-01-01', prices }: VersionOptions): string => `
  - version: ${version}
    effectiveFrom: ${effectiveFrom}
    tiers: [2, 3, 4, 5, 10, 15, 20]
    trialDays: 30
    plans:${Object.entries(prices).map(planIn).join('')}`;

/** The text of a catalog file. */
export const catalogOf = (...versions: readonly VersionOptions[]): string =>
  `supportContact: support@quittance.example
salesContact: sales@quittance.example
versions:${versions.map(versionIn).join('')}
`;
