/** The date cell that was read last, letter by letter: the lines of an order share theirs. */
export class LastDate {
  private readonly bytes = new Uint8Array(32)
  private length = -1

  is(buffer: Uint8Array, start: number, end: number): boolean {
    if (end - start !== this.length) return false
    for (let i = start, k = 0; i < end; i++, k++) if (buffer[i] !== this.bytes[k]) return false
    return true
  }

  keep(buffer: Uint8Array, start: number, end: number): void {
    this.length = end - start <= this.bytes.length ? end - start : -1
    for (let k = 0; k < this.length; k++) this.bytes[k] = buffer[start + k]!
  }

  forget(): void {
    this.length = -1
  }
}
