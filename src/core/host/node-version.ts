/** better-sqlite3 needs N-API 10 (Node 22.14 or newer); below it, opening a store ends the process without a word. */
export const neededNapi = 10

/**
 * Says why this Node cannot run Segmento, or null where it can. Every entry asks before anything else is loaded.
 * `napi` is `process.versions.napi`.
 */
export function nodeTooOld(napi: string | undefined, version: string): string | null {
  if (Number(napi ?? 0) >= neededNapi) return null
  return `Segmento needs Node 22.14 or newer; this is Node ${version}. Start it with “npm start” or “npm run segmento”, which bring their own, or install a newer Node.`
}
