import { join } from 'node:path';
import type { JestResult } from '../../scripts/rules/verdict.mjs';

/** A spec of a written result: its name, ` › ` between a block and what stands in it, and its status, else passed. */
export type WrittenSpec = readonly [name: string, status?: string];

/** The result that jest would write for these specs in one file. */
export const jestResult = (root: string, specs: readonly WrittenSpec[]): JestResult => ({
  testResults: [
    {
      name: join(root, 'libs/a.spec.ts'),
      status: specs.some(([, status]) => status === 'failed') ? 'failed' : 'passed',
      assertionResults: specs.map(([name, status = 'passed']) => {
        const titles = name.split(' › ');
        return { ancestorTitles: titles.slice(0, -1), title: titles.at(-1) ?? '', status };
      }),
    },
  ],
});
