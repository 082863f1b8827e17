import { ExpectedError } from '../../src/contract/errors.ts'
import type { TransactionChunk } from '../../src/engine/columns/types.ts'
import { NO_CODE, NO_DAY } from '../../src/engine/columns/types.ts'
import { dayText } from '../../src/engine/columns/calendar.ts'
import { previewFile, readFile } from '../../src/engine/worker/source/index.ts'
import { exactAmount, strings } from '../support/read-text.ts'
import type { Outcome } from './attack.ts'

/** Looks at a file made to be misread and reads it. @returns what is wrong with what came of it, or null */
export async function attackFault(path: string, name: string, gives: Outcome): Promise<string | null> {
  try {
    const read = await readRows(path, name)
    return faultOf(read, gives)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return gives.codes?.includes(error.code) === true ? null : `refused: ${error.message}`
  }
}

interface Read {
  readonly rows: readonly string[]
  readonly read: number
  readonly sum: number
}

function faultOf({ rows, read, sum }: Read, gives: Outcome): string | null {
  if (sum !== read) return `counts do not add up: ${sum} of ${read}`
  if (gives.rows === undefined) return `read: ${rows.join('; ')}`
  if (gives.rows === null) return null
  const order = (list: readonly string[]) => (gives.anyOrder === true ? list.toSorted() : list)
  const known = order(rows.filter((row) => gives.rows!.includes(row)))
  const isWrong =
    JSON.stringify(known) !== JSON.stringify(order(gives.rows)) ||
    read > (gives.atMost ?? Infinity) ||
    read !== (gives.read ?? (gives.atMost === undefined ? gives.rows.length : read))
  return isWrong ? `read ${read}: ${rows.slice(0, 20).join('; ')}` : null
}

async function readRows(path: string, name: string): Promise<Read> {
  const chunks: TransactionChunk[] = []
  let rejected = 0
  const sink = {
    chunk: (chunk: TransactionChunk) => void chunks.push(chunk),
    rejected: (rows: readonly unknown[]) => void (rejected += rows.length),
    progress: () => undefined,
  }
  await previewFile(path, name, {})
  const { counts, tail } = await readFile(path, name, {}, sink, () => false)
  if (tail.kind !== 'orders') throw new Error(`read as ${tail.kind}`)
  const customers = strings(tail.customers)
  const rows = chunks.flatMap((chunk) =>
    Array.from({ length: chunk.rows }, (_, i) => {
      const [customer, day] = [chunk.customer[i]!, chunk.day[i]!]
      const amount = exactAmount(chunk.amount[i]!, chunk.scale)
      return `${customer === NO_CODE ? '' : customers[customer]!} | ${day === NO_DAY ? '' : dayText(day)} | ${amount}`
    }),
  )
  return { rows, read: counts.read, sum: counts.accepted + rejected + counts.withoutCustomer }
}
