/** After all tests. */
export default async function stopServers() {
  await globalThis.quittanceTestRedis?.remove();
}
