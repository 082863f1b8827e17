import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, median } from '../lib/measure.mjs'
import { dataFolder } from '../lib/orders-file.mjs'

export const name = 'workbook'
export const title = 'A workbook of orders (XLSX, 7 columns) read, beside SheetJS'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

/** Each run in a process of its own: the figure for memory is that of one workbook. */
export async function run({ quick, say }) {
  const rows = quick ? 50_000 : 200_000
  const file = await workbookFile(rows, say)
  const readBy = async (who) =>
    JSON.parse((await measure(process.execPath, [path('../read_workbook.mjs'), who, file])).stdout)
  const pairs = []
  for (let i = 0; i < 3; i++) pairs.push({ ours: await readBy('ours'), peer: await readBy('sheetjs') })
  for (const { ours, peer } of pairs)
    if (ours.rows !== rows || peer.rows !== rows)
      throw new Error(`of ${rows} rows, ${ours.rows} and ${peer.rows} were read`)
  const of = (who) => ({
    seconds: median(pairs.map((pair) => pair[who].seconds)),
    megabytes: Math.max(...pairs.map((pair) => pair[who].megabytes)),
  })
  // Each pair ran one after the other; the ratio of the medians would mix moments.
  const timeRatio = median(pairs.map(({ ours, peer }) => ours.seconds / peer.seconds))
  const facts = { rows, ours: of('ours'), peer: of('peer'), timeRatio }
  return { facts, lines: linesOf(facts) }
}

async function workbookFile(rows, say) {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, `orders-${rows}.xlsx`)
  if (!existsSync(file)) {
    say(`making a workbook of ${rows} orders …`)
    await measure(process.execPath, [path('../gen-workbook.mjs'), String(rows), `${file}.part`])
    renameSync(`${file}.part`, file)
  }
  return file
}

function linesOf({ rows, ours, peer, timeRatio }) {
  const line = (who, { seconds, megabytes }) => [who, `${seconds.toFixed(2)} s`, `${megabytes.toFixed(0)} MB`]
  return [
    [`${rows} rows`, '', ''],
    line('Segmento', ours),
    line('SheetJS', peer),
    ['ours is', `${timeRatio.toFixed(2)} of the time`, `${(ours.megabytes / peer.megabytes).toFixed(2)} of the memory`],
  ]
}
