// node read_workbook.mjs ours|sheetjs WORKBOOK.xlsx: one JSON object on standard output.
//
// Ours ends with typed columns of orders, every row checked; SheetJS with rows of plain cells.
import { readFileSync } from 'node:fs'

const [who, file] = process.argv.slice(2)
const read = who === 'ours' ? await ours() : await sheetjs()
const started = performance.now()
const rows = await read()
const seconds = (performance.now() - started) / 1000
console.log(JSON.stringify({ rows, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }))

async function ours() {
  const { readFile } = await import('../src/engine/worker/source/index.ts')
  const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
  return async () => {
    const { counts } = await readFile(file, 'orders.xlsx', {}, sink, () => false)
    return counts.accepted
  }
}

async function sheetjs() {
  const { read: readWorkbook, utils } = await import('xlsx')
  return () => {
    const { Sheets, SheetNames } = readWorkbook(readFileSync(file), { dense: true })
    return utils.sheet_to_json(Sheets[SheetNames[0]], { header: 1 }).length - 1
  }
}
