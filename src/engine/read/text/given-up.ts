import { CR, LF } from './bytes.ts'
import { STRAY_BYTES, STRAY_LINES } from './record-sink.ts'

/**
 * What is known of records that were given up. At every line break inside a record that goes on, reading stands within
 * quotes: a record that starts later and passes such a line break goes on as the one before did. Without this each line
 * of the record would be tried to its end. Places are offsets in the stream.
 */
export class GivenUpRecords {
  /** A record that passes a line break before this place is given up. */
  private lostTo = -1
  /** One that passes a line break before this place does not end before it. */
  private endlessTo = -1
  private readonly maxRecord: number

  constructor(maxRecord: number) {
    this.maxRecord = maxRecord
  }

  lost(place: number): void {
    this.lostTo = Math.max(this.lostTo, place)
  }

  endless(place: number): void {
    this.endlessTo = Math.max(this.endlessTo, place)
  }

  /**
   * Whether a record that goes on behind a line break is sure to be given up.
   * @param breaks line breaks of the record so far, with this one
   * @param isStray it holds a quote that means nothing
   */
  isOneMore(start: number, lineBreak: number, breaks: number, isStray: boolean): boolean {
    if (isStray && (breaks > STRAY_LINES || lineBreak - start > STRAY_BYTES)) return true
    if (breaks > 1) return false
    return lineBreak < this.lostTo || (lineBreak < this.endlessTo && this.endlessTo - start > this.maxRecord + 4)
  }
}

const [OFF, IN_LINE, AFTER_RETURN] = [0, 1, 2] as const

/** The rest of a line that was given up, which is passed over without being kept. */
export class SkippedLine {
  private state: number = OFF

  get isOn(): boolean {
    return this.state !== OFF
  }

  /** @param last the last byte of the line that is there: a carriage return may be half a break */
  start(last: number): void {
    this.state = last === CR ? AFTER_RETURN : IN_LINE
  }

  /** Returns whether it was on. */
  end(): boolean {
    const wasOn = this.isOn
    this.state = OFF
    return wasOn
  }

  /** Returns where the next line starts, and ends; or the end of the bytes, where it may not be over. */
  skip(bytes: Uint8Array, from: number): number {
    let next = from
    if (this.state === IN_LINE) {
      const feed = bytes.indexOf(LF, from)
      const end = feed < 0 ? bytes.length : feed
      const carriage = bytes.subarray(from, end).indexOf(CR)
      next = carriage < 0 ? end : from + carriage + 1
      if (carriage >= 0) this.state = AFTER_RETURN
    }
    if (next === bytes.length) return next
    this.state = OFF
    return bytes[next] === LF ? next + 1 : next
  }
}
