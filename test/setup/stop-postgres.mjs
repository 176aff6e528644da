export default async function stopPostgres() {
  await globalThis.shewhartSpecsPostgres?.stop();
}
