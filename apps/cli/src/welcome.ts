import type { Settings } from '#composition';

/** What is printed when everything runs: where to look, then the one line that scripts wait for. */
export const welcome = (url: string, { clock, dataFolder, signIn }: Settings): string => {
  const places = [
    ['API', `${url}/v1`],
    ['API documentation', `${url}/docs`],
    ...(signIn.kind === 'development' ? [['Mails that were sent', `${url}/outbox`]] : []),
    ['Health', `${url}/health/ready`],
    ['Data', dataFolder],
    ['Clock', clock === 'test' ? `test clock, moved with POST ${url}/v1/clock/advance` : 'the system’s'],
  ] as [name: string, place: string][];
  const width = Math.max(...places.map(([name]) => name.length));
  const lines = places.map(([name, place]) => `  ${name.padEnd(width)}  ${place}`);
  return [...lines, `Quittance is listening on ${url}`, ''].join('\n');
};
