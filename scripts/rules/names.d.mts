/** What is read of a block or a spec of jest's tree. */
export interface Named {
  readonly name: string;
  readonly children?: readonly Named[];
}

export declare const idsIn: (name: string) => string[];
export declare const carriesRule: (node: Named, rule?: string) => boolean;
