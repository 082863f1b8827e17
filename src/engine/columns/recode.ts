import { NO_CODE, type OrdersTail, type RecodedChunks } from './types.ts'

/** How the codes of one chunk of a layer are to be translated, or null where they are the tail's own. */
export function recodingOf({ recoded = [] }: OrdersTail, chunk: number): RecodedChunks | null {
  return recoded.findLast(({ fromChunk }) => fromChunk <= chunk) ?? null
}

/** Replaces the first `rows` codes by the ones that stand for them in `map`. */
export function recode(codes: Uint32Array, map: Uint32Array, rows: number): void {
  for (let i = 0; i < rows; i++) if (codes[i] !== NO_CODE) codes[i] = map[codes[i]!]!
}
