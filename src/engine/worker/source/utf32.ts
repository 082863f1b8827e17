/** UTF-32 by its byte order mark, or by the zeros that every letter has; null: it is none. */
export function utf32Of(head: Uint8Array): 'utf-32le' | 'utf-32be' | null {
  if (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0 && head.length > 7) return 'utf-32le'
  if (head[0] === 0 && head[1] === 0 && head[2] === 0xfe && head[3] === 0xff) return 'utf-32be'
  const n = Math.min(head.length, 4096) & ~3
  if (n < 16) return null
  let little = 0
  let big = 0
  for (let i = 0; i < n; i += 4) {
    if (head[i + 3] === 0 && head[i + 2]! < 0x11 && head[i]! + head[i + 1]! > 0) little++
    if (head[i] === 0 && head[i + 1]! < 0x11 && head[i + 2]! + head[i + 3]! > 0) big++
  }
  return little === n / 4 ? 'utf-32le' : big === n / 4 ? 'utf-32be' : null
}

/** Turns UTF-32 into text, at any cut; what is no letter becomes U+FFFD. */
export class Utf32Decoder {
  private readonly isBigEndian: boolean
  private rest = new Uint8Array(0)

  constructor(isBigEndian: boolean) {
    this.isBigEndian = isBigEndian
  }

  decode(bytes: Uint8Array, more: boolean): string {
    const all = new Uint8Array(this.rest.length + bytes.length)
    all.set(this.rest)
    all.set(bytes, this.rest.length)
    const whole = all.length & ~3
    const view = new DataView(all.buffer)
    const parts: string[] = []
    let codes: number[] = []
    for (let i = 0; i < whole; i += 4) {
      const code = view.getUint32(i, !this.isBigEndian)
      codes.push(code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code)
      if (codes.length === 4096) {
        parts.push(String.fromCodePoint(...codes))
        codes = []
      }
    }
    this.rest = all.slice(whole)
    if (!more && this.rest.length > 0) {
      codes.push(0xfffd)
      this.rest = new Uint8Array(0)
    }
    return parts.join('') + String.fromCodePoint(...codes)
  }
}
