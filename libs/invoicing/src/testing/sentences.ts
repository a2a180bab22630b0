/** Stands in for every argument that a sentence takes, and for each part of an argument by its name. */
const ARGUMENT = new Proxy(
  {},
  { get: (_, key) => (key === Symbol.toPrimitive || key === 'toString' ? () => '‹X›' : `‹${String(key)}›`) },
);

/** Every sentence of a dictionary or of a part of it, with where it stands; `‹name›` is where an argument goes. */
export const sentences = (words: unknown, path = ''): [path: string, sentence: string][] => {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function')
    return [[path, String((words as (...args: unknown[]) => unknown)(ARGUMENT, ARGUMENT))]];
  return Object.entries(words as object).flatMap(([key, value]) =>
    sentences(value, path === '' ? key : `${path}.${key}`),
  );
};
