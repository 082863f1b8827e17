import { encodeUtf8 } from './text/bytes.ts'
import { inspectBytes } from './inspect-file.ts'
import { createLayerReader } from './layer-reader.ts'
import type { LayerResult } from './layer-reader.ts'

const ROWS = 3000
const CUSTOMERS = 1900
const LOOKS = 2
const TIMES = 6

/** Looks at a small table and reads it some times over; what comes of it is for whoever rehearses further. */
export function rehearseReading(): LayerResult {
  const lines = ['order_id,customer_id,order_date,amount,category,country']
  for (let i = 0; i < ROWS; i++) {
    const [month, day] = [String(1 + (i % 12)).padStart(2, '0'), String(1 + (i % 28)).padStart(2, '0')]
    lines.push(`O-${i},C-${(i * 7) % CUSTOMERS},2024-${month}-${day},${i % 97}.${10 + (i % 89)},part ${i % 7},DE`)
  }
  const bytes = encodeUtf8(`${lines.join('\n')}\n`)
  for (let i = 1; i < LOOKS; i++) inspectBytes(bytes, false, {})
  const reader = createLayerReader(inspectBytes(bytes, false, {}), { usesKernel: true })
  for (let i = 0; i < TIMES; i++) reader.push(i === 0 ? bytes : bytes.subarray(lines[0]!.length + 1))
  return reader.finish()
}
