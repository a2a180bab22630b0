/**
 * Personal data as the domain sees it: an envelope that it carries from the command into the event and never opens.
 * Sealing and opening are the vault's (`#platform`).
 */
export interface Sealed {
  readonly keyId: string;
  readonly sealed: string;
}
