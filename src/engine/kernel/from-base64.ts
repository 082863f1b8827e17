const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The bytes of a kernel as they stand in a module. */
export function fromBase64(text: string): Uint8Array {
  const values = new Uint8Array(128)
  for (let i = 0; i < 64; i++) values[LETTERS.charCodeAt(i)] = i
  const length = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  const bytes = new Uint8Array((length * 3) >> 2)
  let bits = 0
  let held = 0
  let n = 0
  for (let i = 0; i < length; i++) {
    held = ((held << 6) | values[text.charCodeAt(i)]!) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[n++] = (held >> bits) & 0xff
  }
  return bytes
}
