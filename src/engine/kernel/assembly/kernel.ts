import { BATCH, emails, MOST_EMAIL, Read, readBytes, reads, startBatch } from './batch'
import { chunk, close, startChunks } from './chunk'
import { Dictionary } from './dictionary'
import { take } from './memory'
import * as plan from './plan'
import { forgetDate, readRow } from './read-row'
import { BLANK, cut, MORE, next, nextEntry, ODD, ROW } from './row'
import { clearWindow, entries, index, look, startWindow, WINDOW } from './window'
import { clearTally, tally, writeRows } from './write-rows'

export { addRow } from './chunk'
export { codeOf, codesOf, newDictionary, setMeaning } from './dictionary'
export { compact, lay, offer } from './latest'
export { take, give } from './memory'
export { addAttribute, setColumn, setDates, setEncodingMode, setGuards, setIds, setNumbers, setRecords } from './plan'
export { addSpelling } from './spellings'

/** Where rows are read from, and as far as the index goes. */
let at: usize = 0
let entry: i32 = 0
let looked: usize = 0

/** Everything was read that is there: the row at `at` may go on. */
export const ENDED: i32 = 0
/** The row at `at` is for somebody else. */
export const ODD_ROW: i32 = 1

export function start(capacity: u32): void {
  plan.startPlan()
  startChunks(capacity)
}

/** The plan is known. */
export function ready(): void {
  plan.startCells()
  startWindow()
  startBatch()
  clearTally()
}

export function tallyState(): usize {
  return changetype<usize>(tally)
}

export function resetTally(): void {
  clearTally()
}

export function dictionary(which: i32): Dictionary {
  if (which == 0) return plan.customers
  if (which == 1) return plan.products
  if (which == 2) return plan.categories
  if (which == 3) return plan.statuses
  if (which == 4) return plan.types
  if (which == 5) return plan.currencies
  return plan.cancels
}

export function spellings(): usize {
  return changetype<usize>(plan.spellings)
}

export function finishChunk(): void {
  if (chunk.rows > 0) close()
}

/** The bytes from `from` on are new. */
export function restart(from: usize): void {
  at = from
  looked = from
  entry = 0
  clearWindow()
  forgetDate()
}

/** The rows before `from` were read by somebody else. */
export function resume(from: usize): void {
  at = from
  while (entry < entries && <usize>load<u32>(index + ((entry as usize) << 2)) < from) entry++
  if (looked < from) {
    looked = from
    clearWindow()
    entry = 0
  }
}

/** Reads and writes rows up to `limit`; `tally.at` says where the next one starts. */
export function run(limit: usize): i32 {
  let found = ROW
  while (found == ROW) {
    found = readRows(limit)
    tally.at = at as u32
    if (found != MORE || looked >= limit) continue
    // A row that fills the window is too long to go on with.
    if (entry == 0 && looked - at >= WINDOW) return ODD_ROW
    looked = min<usize>(at + WINDOW, limit)
    look(at, looked)
    entry = 0
    found = ROW
  }
  return found == MORE ? ENDED : ODD_ROW
}

/** Reads a batch of rows, and writes them; ROW where the next batch may follow. */
function readRows(limit: usize): i32 {
  let rows = 0
  let found = ROW
  while (rows < BATCH) {
    found = cut(at, entry, limit)
    if (found == ROW) {
      const read = changetype<Read>(reads + (rows as usize) * readBytes)
      if (!readRow(read, at, emails + (rows as usize) * (MOST_EMAIL + 16))) {
        found = ODD
        break
      }
      rows++
    } else if (found != BLANK) break
    at = next
    entry = nextEntry
    tally.lines++
  }
  if (rows > 0) writeRows(rows)
  return found == BLANK ? ROW : found
}
