import { fileURLToPath } from 'node:url'
import { measure } from '../lib/measure.mjs'

export const name = 'similar'
export const title = 'Similar customers, alone on one thread'

export async function run({ quick }) {
  const script = fileURLToPath(new URL('../similar.mjs', import.meta.url))
  const facts = JSON.parse((await measure(process.execPath, [script, quick ? '50000' : '500000'])).stdout)
  return {
    facts,
    lines: Object.entries(facts).map(([what, milliseconds]) => [what, `${milliseconds.toFixed(0)} ms`, '']),
  }
}
