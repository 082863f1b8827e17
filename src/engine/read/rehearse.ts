import { encodeUtf8 } from './text/bytes.ts'
import { inspectBytes } from './inspect-file.ts'
import { createLayerReader } from './layer-reader.ts'

const ROWS = 1000
const TIMES = 16

/**
 * Looks at a small table and reads it some times over, for nothing: code that ran once is compiled, so that the first file
 * somebody drops does not wait for that. About a tenth of a second on a cold thread.
 */
export function rehearse(): void {
  const lines = ['order_id,customer_id,order_date,amount,category,country']
  for (let i = 0; i < ROWS; i++) {
    const [month, day] = [String(1 + (i % 12)).padStart(2, '0'), String(1 + (i % 28)).padStart(2, '0')]
    lines.push(`O-${i},C-${i % 331},2024-${month}-${day},${i % 97}.${10 + (i % 89)},part ${i % 7},DE`)
  }
  const bytes = encodeUtf8(`${lines.join('\n')}\n`)
  const reader = createLayerReader(inspectBytes(bytes, false, {}), { usesKernel: true })
  for (let i = 0; i < TIMES; i++) reader.push(i === 0 ? bytes : bytes.subarray(lines[0]!.length + 1))
  reader.finish()
}
