import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The subpath imports of package.json lead to dist at run time. The checker reads sources, so it resolves them there.
// It takes such aliases in the shape of a webpack configuration; webpack itself is not used.
const { imports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const source = (target) => target.replace('./dist/', './').replace(/\.js$/, '.ts');
const alias = Object.entries(imports).map(([name, target]) => ({
  name,
  alias: fileURLToPath(new URL(source(target), import.meta.url)),
  onlyModule: !name.includes('*'),
}));

export default {
  resolve: { alias, exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
};
