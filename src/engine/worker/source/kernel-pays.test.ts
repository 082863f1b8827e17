import { expect, it } from 'vitest'
import { encodeUtf8 } from '../../read/text/bytes.ts'
import { inspectBytes } from '../../read/inspect-file.ts'
import { kernelPays } from './kernel-pays.ts'

const file = (date: string) => {
  const rows = Array.from({ length: 3000 }, (_, i) => `O${i},C${i % 50},${date},${i % 90}.50,tea`)
  return encodeUtf8(`order_id,customer_id,order_date,amount,category\n${rows.join('\n')}\n`)
}
const pays = (bytes: Uint8Array, size: number) => kernelPays(inspectBytes(bytes, false, {}), size, bytes)

it('reads a large file with the kernel where most of its first rows are for it', () => {
  expect(pays(file('2024-03-01'), 1 << 20)).toBe(true)
  expect(pays(file('2024-03-01'), 1 << 10)).toBe(false)
  // A month's name is for the reader in JavaScript.
  expect(pays(file('1 March 2024'), 1 << 20)).toBe(false)
})
