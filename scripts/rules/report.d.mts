import type { Proof, Verdict } from './verdict.mjs';

export declare const tableOf: (
  proofs: readonly Proof[],
  options: { readonly width: number; readonly colour: boolean },
) => string;
export declare const ruleOf: (proof: Proof, options: { readonly colour: boolean }) => string;
export declare const missingOf: (verdict: Verdict) => string;
export declare const problemsOf: (verdict: Verdict) => string;
export declare const summaryOf: (verdict: Verdict, options: { readonly filtered: boolean }) => string;
