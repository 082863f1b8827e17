import type { StringColumn } from '../columns/types.ts'
import { KernelDictionary } from './kernel-stores.ts'
import { MemoryView } from './memory-view.ts'
import { instantiate } from './web-assembly.ts'

export interface JoinedStrings {
  readonly column: StringColumn
  /** For each of the joined columns the code of its codes. */
  readonly codes: readonly Uint32Array[]
}

/** All distinct strings of some columns in order of first appearance. Null where there is no WebAssembly. */
export function joinStringsInKernel(columns: readonly StringColumn[]): JoinedStrings | null {
  const host = { takeChunk: () => undefined, takeIds: () => undefined, zoneOffset: () => 0 }
  const calls = instantiate(host)
  if (calls === null) return null
  const memory = new MemoryView(calls)
  let places = 1024
  while (places < Math.max(...columns.map(({ count }) => count)) * 1.5) places *= 2
  const dictionary = calls.newDictionary(places)
  const codes = columns.map(({ count, bytes, offsets }) => {
    const [textSize, offsetSize] = [offsets[count]! + 16, (count + 1) * 4]
    const [text, starts, out] = [calls.take(textSize), calls.take(offsetSize), calls.take(offsetSize)]
    memory.bytes.set(bytes.subarray(0, offsets[count]), text)
    new Uint32Array(calls.memory.buffer, starts, count + 1).set(offsets.subarray(0, count + 1))
    calls.codesOf(dictionary, text, starts, count, out)
    const own = memory.words(out, count)
    calls.give(text, textSize)
    calls.give(starts, offsetSize)
    calls.give(out, offsetSize)
    return own
  })
  return { column: new KernelDictionary(memory, dictionary).column(), codes }
}
