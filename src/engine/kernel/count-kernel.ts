import { COUNT } from './count-bytes.ts'
import { fromBase64 } from './from-base64.ts'

/** What is used of WebAssembly, which Node and browsers have and the language's own library does not describe. */
interface WebAssemblyLike {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: CountCalls }
}

/** What assembly/count.ts offers. Addresses are offsets in its memory. */
export interface CountCalls {
  readonly memory: { readonly buffer: ArrayBuffer }
  start(asOf: number, unit: number, items: number, days: number): void
  monthTable(): number
  room(rows: number): number
  countBucket(rows: number, customers: number): number
  itemsAt(): number
  itemRowsAt(): number
  reached(): number
  figuresAt(): number
  monthsAt(): number
}

/** Compiled once in each thread. */
let compiled: object | null = null

function engine(): WebAssemblyLike {
  return (globalThis as unknown as { readonly WebAssembly: WebAssemblyLike }).WebAssembly
}

/** The kernel's code. */
export function countModule(): object {
  compiled ??= new (engine().Module)(fromBase64(COUNT))
  return compiled
}

/** A kernel with a memory of its own. */
export function countKernel(): CountCalls {
  return new (engine().Instance)(countModule()).exports
}
