import { fromBase64 } from './from-base64.ts'
import { KERNEL } from './kernel-bytes.ts'

/** What is used of WebAssembly, which Node and browsers have and the language's own library does not describe. */
interface WebAssemblyLike {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: { readonly host: KernelHost }) => { readonly exports: KernelCalls }
}

/** What the kernel offers (assembly/kernel.ts). Addresses are offsets in its memory. */
export interface KernelCalls {
  readonly memory: { readonly buffer: ArrayBuffer }
  start(chunkRows: number): void
  setRecords(delimiter: number, quote: number, columns: number, mostBytes: number): void
  setGuards(remarkByte: number, headerLength: number): void
  setEncodingMode(mode: number): void
  setDates(order: number, pivot: number): void
  setIds(customerPointZero: boolean, orderPointZero: boolean, cancelMark: boolean): void
  setNumbers(moneyComma: boolean, quantityComma: boolean, moneyDigits: number): void
  setColumn(role: number, column: number): void
  addAttribute(column: number): number
  ready(): void
  tallyState(): number
  resetTally(): void
  dictionary(which: number): number
  spellings(): number
  finishChunk(): void
  restart(from: number): void
  resume(from: number): void
  run(limit: number): number
  addRow(
    customer: number,
    orderLow: number,
    orderHigh: number,
    day: number,
    amount: number,
    scale: number,
    kind: number,
    product: number,
    category: number,
    idAt: number,
    idLength: number,
  ): void
  newDictionary(places: number): number
  codeOf(dictionary: number, at: number, length: number): number
  codesOf(dictionary: number, bytes: number, offsets: number, count: number, codes: number): void
  setMeaning(dictionary: number, code: number, meaning: number): void
  offer(values: number, customer: number, day: number, second: number, at: number, length: number): void
  compact(values: number): void
  lay(values: number, count: number, codes: number, moments: number): void
  addSpelling(spellings: number, product: number, at: number, length: number): void
  take(size: number): number
  give(at: number, size: number): void
}

export interface KernelHost {
  takeChunk(at: number, bytes: number): void
  takeIds(at: number, bytes: number): void
  zoneOffset(epochMilliseconds: number): number
}

/** Compiled once in each thread; null: it cannot be here. */
let compiled: object | null | undefined

function engine(): WebAssemblyLike | undefined {
  return (globalThis as unknown as { readonly WebAssembly?: WebAssemblyLike }).WebAssembly
}

/** The kernel's code, null where there can be none. */
export function kernelModule(): object | null {
  if (compiled === undefined) compiled = compile(engine())
  return compiled
}

/** A kernel with a memory of its own, null where there can be none. `host` is called while it works. */
export function instantiate(host: KernelHost): KernelCalls | null {
  const module = kernelModule()
  return module === null ? null : new (engine()!.Instance)(module, { host }).exports
}

/** Processors without vectors of sixteen bytes and engines without a compiler have no use for it. */
function compile(webAssembly: WebAssemblyLike | undefined): object | null {
  if (webAssembly === undefined) return null
  try {
    return new webAssembly.Module(fromBase64(KERNEL))
  } catch {
    return null
  }
}
