import { CR, LF, SPACE, TAB } from './bytes.ts'
import { delimits } from './delimiter.ts'
import { GivenUpRecords, SkippedLine } from './given-up.ts'
import { mendRow } from './mend-row.ts'
import { afterLineBreak, afterRun, grownInt, isEscaped, isFormulaText, lineEnd, unescapeInto } from './record-bytes.ts'
import { MAX_RECORD_BYTES, MOST_CELLS } from './record-sink.ts'
import type { RecordSink, TokenizerOptions } from './record-sink.ts'

export { MAX_RECORD_BYTES }

const BLOCK = 256 * 1024

const [ORDINARY, DELIMITER, LINE_FEED, CARRIAGE_RETURN, NON_ASCII, QUOTE_MARK] = [0, 1, 2, 3, 4, 5] as const

/**
 * Cuts a stream of bytes into records and cells: RFC 4180 quotes, line breaks inside quotes, LF, CR and CRLF, any cut of
 * the stream. Cells are positions in `buffer`; nothing is decoded.
 *
 * Beyond RFC 4180: spaces between a closing quote and the delimiter are dropped; a quote inside a quoted cell that is
 * neither doubled nor closing is kept as it is when it stands on the line where the cell began; otherwise the opening
 * quote was a stray one, so only that first line is given up and reading goes on with the next.
 */
export class Tokenizer {
  buffer = new Uint8Array(4096)
  /** Cell i of the record is buffer[starts[i] … ends[i]). */
  starts = new Int32Array(256)
  ends = new Int32Array(256)
  count = 0
  /** The record in the buffer, without its line break. */
  start = 0
  end = 0
  /** 1-based line on which the record starts. */
  line = 1
  /** Whether the record holds a byte beyond ASCII. */
  nonAscii = false
  /** Whether the record holds a quote, doing its work or not. */
  hasQuotes = false
  /** Whether one of them stands where it means nothing. */
  hasStrayQuotes = false
  /** Records in which a lone quote was kept as it is. */
  strayQuotes = 0

  private length = 0
  /** Offset in the stream of buffer[0]. */
  private base = 0
  private toSkip: number
  private nextAttempt = 0
  private readonly skipped = new SkippedLine()
  private readonly givenUp: GivenUpRecords
  private readonly classes = new Uint8Array(256)
  private readonly delimiter: number
  /** No byte above it has a meaning of its own. */
  private readonly highest: number
  private readonly quote: number
  private readonly maxRecord: number
  private readonly keepBlankLines: boolean
  private readonly escape: number
  private readonly collapse: boolean
  private readonly opensFormulas: boolean
  private readonly expected: number
  private readonly delimiterBytes: Uint8Array
  private readonly sink: RecordSink

  constructor(options: TokenizerOptions, sink: RecordSink) {
    this.sink = sink
    this.delimiter = options.delimiter[0]!
    this.highest = Math.max(this.delimiter, CR, options.quote)
    this.quote = options.quote
    this.toSkip = options.skipBytes
    this.base = options.startOffset ?? 0
    this.line = options.firstLine
    this.maxRecord = options.maxRecordBytes ?? MAX_RECORD_BYTES
    this.givenUp = new GivenUpRecords(this.maxRecord)
    this.keepBlankLines = options.keepBlankLines ?? false
    this.escape = options.escape ?? -1
    this.collapse = options.collapse ?? false
    this.opensFormulas = options.opensFormulas ?? false
    this.expected = options.expectedCells ?? -1
    this.delimiterBytes = options.delimiter
    this.classes.fill(NON_ASCII, 0x80)
    this.classes[LF] = LINE_FEED
    this.classes[CR] = CARRIAGE_RETURN
    if (options.quote >= 0) this.classes[options.quote] = QUOTE_MARK
    this.classes[this.delimiter] = DELIMITER
  }

  /** Offset of the current record's first byte in the stream. */
  get offset(): number {
    return this.base + this.start
  }

  /** The next byte starts a record. */
  get isBetweenRecords(): boolean {
    return this.length === 0 && this.toSkip === 0 && !this.skipped.isOn
  }

  get isSkipping(): boolean {
    return this.skipped.isOn
  }

  /** Between records: these bytes and lines of the stream were read by somebody else. */
  advance(bytes: number, lines: number): void {
    this.base += bytes
    this.line += lines
  }

  push(bytes: Uint8Array): void {
    let from = 0
    if (this.toSkip > 0) {
      from = Math.min(this.toSkip, bytes.length)
      this.toSkip -= from
      this.base += from
    }
    while (from < bytes.length) {
      if (this.skipped.isOn) {
        const next = this.skipped.skip(bytes, from)
        this.advance(next - from, this.skipped.isOn ? 0 : 1)
        from = next
        continue
      }
      const to = Math.min(bytes.length, from + BLOCK)
      this.append(bytes, from, to)
      from = to
      if (this.length >= this.nextAttempt) this.scan(false)
    }
  }

  /** Whether everything pushed so far ends with the end of a record: what follows is read as if nothing stood before. */
  endsRecord(): boolean {
    this.scan(false)
    return this.length === 0 && !this.skipped.isOn
  }

  /** Everything was pushed: the last record may lack its line break. */
  finish(): void {
    if (this.skipped.end()) this.line++
    this.scan(true)
  }

  private append(bytes: Uint8Array, from: number, to: number): void {
    const needed = this.length + (to - from)
    // One more byte than the data: the scan ends on a line feed of its own.
    if (needed + 1 > this.buffer.length) this.reserve(Math.max(needed + 1, this.buffer.length * 2))
    this.buffer.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.length)
    this.length = needed
  }

  private reserve(size: number): void {
    const bigger = new Uint8Array(size)
    bigger.set(this.buffer.subarray(0, this.length))
    this.buffer = bigger
  }

  private scan(final: boolean): void {
    let at = 0
    while (at < this.length) {
      // Empty lines by the million are no records.
      for (; this.buffer[at] === LF && at < this.length && !this.keepBlankLines; at++) this.line++
      if (at >= this.length) break
      const next = this.scanRecord(at, final)
      if (next < 0) {
        if (this.length - at <= this.maxRecord + 4) break
        this.givenUp.endless(this.base + this.length - 4)
        const after = this.giveUp(at, final)
        if (after < 0) {
          this.skipped.start(this.buffer[this.length - 1]!)
          this.base += this.length
          this.length = this.nextAttempt = 0
          return
        }
        at = after
      } else at = next
    }
    const left = this.length - at
    if (left > 0 && at > 0) this.buffer.copyWithin(0, at, this.length)
    this.base += at
    this.length = left
    // A record that was not complete is looked at again when twice as much of it is there: linear, however small the cuts.
    this.nextAttempt = left * 2
  }

  /** Reads one record from `at`; returns the position after it, or -1 where more bytes are needed. */
  private scanRecord(at: number, final: boolean): number {
    const { classes, quote, delimiterBytes, highest, length, escape, base, givenUp } = this
    const size = delimiterBytes.length
    let { buffer, starts, ends } = this
    buffer[length] = LF
    let spare = length + 1
    let i = this.collapse ? afterRun(buffer, at, length, this.delimiter) : at
    if (this.collapse && i >= length && !final) return -1
    let count = 0
    let breaks = 0
    let nonAscii = false
    let hasQuotes = false
    let hasStrayQuotes = false
    for (;;) {
      let from = i
      let to = -1
      if (buffer[i] === quote && i < length) {
        hasQuotes = true
        // A quoted cell.
        let escaped = false
        let stray = false
        let breaksHere = 0
        from = ++i
        for (;;) {
          let byte = buffer[i]!
          while (byte !== quote && i < length) {
            if (byte === LF || (byte === CR && buffer[i + 1] !== LF)) {
              breaksHere++
              const isStray = stray || hasStrayQuotes
              if (givenUp.isOneMore(base + at, base + i, breaks + breaksHere, isStray)) return this.giveUp(at, true)
            } else if (byte >= 0x80) nonAscii = true
            byte = buffer[++i]!
          }
          if (i >= length) return final ? this.giveUp(at, true, Infinity) : -1
          if (escape >= 0 && isEscaped(buffer, from, i, escape)) {
            escaped = true
            i++
            continue
          }
          if (i + 1 >= length && !final) return -1
          if (i + 1 < length && buffer[i + 1] === quote) {
            escaped = true
            i += 2
            continue
          }
          let after = i + 1
          while (
            after < length &&
            (buffer[after] === SPACE || buffer[after] === TAB) &&
            buffer[after] !== this.delimiter
          )
            after++
          if (after >= length) {
            if (!final) return -1
          } else {
            const kind = classes[buffer[after]!]!
            if (kind === DELIMITER && size > 1 && after + size > length && !final) return -1
            const closes =
              kind === LINE_FEED ||
              kind === CARRIAGE_RETURN ||
              (kind === DELIMITER && (size === 1 || delimits(buffer, after, length, delimiterBytes)))
            if (!closes) {
              if (breaksHere > 0) return this.giveUp(at, true, base + i)
              stray = true
              i++
              continue
            }
          }
          to = i
          i = after
          break
        }
        breaks += breaksHere
        if (escape >= 0 && !escaped) escaped = buffer.subarray(from, to).includes(escape)
        if (stray) {
          this.strayQuotes++
          hasStrayQuotes = true
        }
        if (escaped) {
          const size = to - from
          if (spare + size > buffer.length) {
            // Room behind the data for cells with doubled quotes taken out.
            const bigger = new Uint8Array(spare + size + BLOCK)
            bigger.set(buffer.subarray(0, spare))
            this.buffer = buffer = bigger
          }
          const target = spare
          spare = unescapeInto(buffer, from, to, spare, quote, escape)
          from = target
          to = spare
          if (this.opensFormulas && isFormulaText(buffer, from, to)) {
            from += 2
            to--
          }
        }
      } else {
        let isMarked = false
        for (;;) {
          let byte = buffer[i]!
          // Most letters and digits lie above every byte that means something: one comparison and no look-up.
          while ((byte > highest && byte < 0x80) || classes[byte] === ORDINARY) byte = buffer[++i]!
          const kind = classes[byte]!
          if (kind === NON_ASCII) {
            nonAscii = true
            i++
            continue
          }
          if (kind === QUOTE_MARK) {
            hasQuotes = isMarked = true
            i++
            continue
          }
          if (kind === DELIMITER && size > 1) {
            if (i + size > length && !final) return -1
            if (!delimits(buffer, i, length, delimiterBytes)) {
              i++
              continue
            }
          }
          break
        }
        to = i
        if (isMarked)
          if (!isFormulaText(buffer, from, to)) hasStrayQuotes = true
          else if (this.opensFormulas) {
            from += 2
            to--
          }
      }
      if (count < MOST_CELLS) {
        if (count === starts.length) {
          this.starts = starts = grownInt(starts)
          this.ends = ends = grownInt(ends)
        }
        starts[count] = from
        ends[count] = to
        count++
      }
      const byte = buffer[i]!
      // Whether a line feed belongs to a carriage return is seen only when the next byte is there.
      if (!final && (i >= length || (byte === CR && i + 1 >= length))) return -1
      if (i >= length || byte === LF || byte === CR) break
      i += size
      if (this.collapse) {
        i = afterRun(buffer, i, length, this.delimiter)
        if (!final && (i >= length || (buffer[i] === CR && i + 1 >= length))) return -1
        if (i >= length || buffer[i] === LF || buffer[i] === CR) break
      }
    }
    if (i - at > this.maxRecord) {
      this.givenUp.endless(this.base + i)
      return this.giveUp(at, final)
    }
    if (count !== this.expected && this.expected > 0 && hasStrayQuotes) {
      if (this.mend(at)) {
        this.nonAscii = nonAscii
        this.hasQuotes = this.hasStrayQuotes = true
        this.strayQuotes++
        this.sink.record(this)
        this.line++
        return afterLineBreak(this.buffer, at, this.length, true)
      }
    }
    const next = i >= length ? length : buffer[i] === CR && i + 1 < length && buffer[i + 1] === LF ? i + 2 : i + 1
    if (i > at || this.keepBlankLines) {
      this.start = at
      this.end = i
      this.count = count
      this.nonAscii = nonAscii
      this.hasQuotes = hasQuotes
      this.hasStrayQuotes = hasStrayQuotes
      this.sink.record(this)
    }
    this.line += breaks + 1
    return next
  }

  /** Sets the cells of the line at `at` where it can be cut into the number of cells it should have. */
  private mend(at: number): boolean {
    const end = lineEnd(this.buffer, at, this.length)
    const mended = mendRow(this.buffer, at, end, this.delimiterBytes, this.quote, this.expected)
    if (mended === null) return false
    const { bytes, starts, ends } = mended
    // Behind the data, where cells with doubled quotes go too.
    const spare = this.length + 1
    if (spare + bytes.length > this.buffer.length) this.reserve(spare + bytes.length)
    this.buffer.set(bytes, spare)
    while (this.starts.length < starts.length) [this.starts, this.ends] = [grownInt(this.starts), grownInt(this.ends)]
    for (let i = 0; i < starts.length; i++) {
      this.starts[i] = spare + starts[i]!
      this.ends[i] = spare + ends[i]!
    }
    this.start = at
    this.end = end
    this.count = starts.length
    return true
  }

  /**
   * Gives up the first line of the record at `at`, whose quote never closes or which is too long. Which of the two is
   * said depends on that line alone, so that no cut of the stream makes a difference.
   * @param lostTo offset in the stream to which other records would come no further either
   * Returns where to go on, or -1: the line is not over yet.
   */
  private giveUp(at: number, final: boolean, lostTo = -1): number {
    this.givenUp.lost(lostTo)
    const end = lineEnd(this.buffer, at, this.length)
    const tooLong = end - at > this.maxRecord
    if (tooLong || this.expected < 0 || !this.mend(at)) this.count = 0
    this.start = at
    this.end = tooLong ? at + this.maxRecord : end
    this.sink.broken(this, tooLong ? 'oversized' : 'unclosed_quote')
    const after = afterLineBreak(this.buffer, at, this.length, final)
    if (after >= 0) this.line++
    return after
  }
}
