const tables = new Map<string, Map<string, number[]>>()

/** Text in an old encoding, by asking the decoder for every letter it has: Node itself writes none of them. */
export function encodeText(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const bytes = Buffer.from(text, 'utf16le')
    return encoding === 'utf-16le' ? bytes : bytes.swap16()
  }
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    const codes = Array.from(text, (letter) => letter.codePointAt(0)!)
    const view = new DataView(new ArrayBuffer(codes.length * 4))
    codes.forEach((code, i) => view.setUint32(i * 4, code, encoding === 'utf-32le'))
    return new Uint8Array(view.buffer)
  }
  const table = tableOf(encoding)
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    const own = code < 0x80 ? [code] : table.get(letter)
    if (own === undefined) throw new Error(`${encoding} has no ${letter}`)
    bytes.push(...own)
  }
  return Uint8Array.from(bytes)
}

function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const table = new Map<string, number[]>()
  const add = (bytes: number[]): void => {
    const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes))
    if (Array.from(text).length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes)
  }
  for (let first = 0x80; first < 0x100; first++) add([first])
  if (/shift|euc|gb|big5/.test(encoding))
    for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) add([first, second])
  tables.set(encoding, table)
  return table
}
