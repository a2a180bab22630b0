export interface Rule {
  readonly id: string;
  readonly sentence: string;
}

export declare const parseRules: (markdown: string) => Rule[];
