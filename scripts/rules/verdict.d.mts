import type { Rule } from './document.mjs';

/** What is read of jest's JSON result. */
export interface JestResult {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

export interface Spec {
  readonly file: string;
  readonly name: string;
  readonly status: string;
  readonly ids: readonly string[];
}

export interface Proof extends Rule {
  readonly specs: readonly Spec[];
}

export interface Verdict {
  readonly proofs: readonly Proof[];
  readonly specs: readonly Spec[];
  readonly missing: readonly Proof[];
  readonly failed: readonly Spec[];
  readonly unknown: readonly (Spec & { readonly id: string })[];
  readonly broken: readonly string[];
}

export declare const judge: (rules: readonly Rule[], result: JestResult, root: string) => Verdict;
export declare const isProven: (proof: Proof) => boolean;
export declare const holds: (verdict: Verdict, options: { readonly allowMissing: boolean }) => boolean;
