import { integer } from '../contract/messages/format.ts'
import { printable } from './printable.ts'
import type { Progress, Stage } from '../contract/progress.ts'

const stageNames: Readonly<Record<Stage, string>> = {
  inspect: 'Looking at',
  unpack: 'Unpacking',
  read: 'Reading',
  store: 'Storing',
  load: 'Loading',
  rfm: 'Scoring',
  cluster: 'Clustering',
  predict: 'Predicting',
  similar: 'Comparing',
  profile: 'Describing',
  write: 'Writing',
  print: 'Printing',
}

export interface ProgressLine {
  /** `what`: the file or thing being worked on. */
  show(what: string, progress: Progress): void
  /** A line of its own, above the redrawn one. */
  say(text: string): void
  /** Takes the redrawn line away. */
  end(): void
}

interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/**
 * Progress on standard error: one redrawn line on a terminal; elsewhere nothing, or with `verbose` a line for every
 * stage that begins.
 */
export function createProgressLine(screen: Screen, verbose: boolean): ProgressLine {
  const redraws = screen.isTTY === true
  let drawn = false
  let last = ''
  const clear = () => {
    if (drawn) screen.write('\r\u001b[2K')
    drawn = false
  }
  return {
    show(what, progress) {
      if (redraws) {
        screen.write(`\r\u001b[2K${describe(what, progress).slice(0, (screen.columns || 80) - 1)}`)
        drawn = true
      } else if (verbose && `${what} ${progress.stage}` !== last) {
        last = `${what} ${progress.stage}`
        screen.write(`${stageNames[progress.stage]} ${printable(what)}\n`)
      }
    },
    say(text) {
      clear()
      screen.write(`${printable(text)}\n`)
    },
    end: clear,
  }
}

/** "Reading orders.csv  42 %  1,203,000 rows  890,000 rows/s" */
export function describe(what: string, { stage, fraction, rows, rowsPerSecond }: Progress): string {
  const parts = [`${stageNames[stage]} ${printable(what)}`]
  if (fraction !== null) parts.push(`${Math.floor(fraction * 100)} %`)
  if (rows !== undefined) parts.push(`${integer(rows)} rows`)
  if (rowsPerSecond !== undefined) parts.push(`${integer(rowsPerSecond)} rows/s`)
  return parts.join('  ')
}
