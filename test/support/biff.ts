/** A record of an XLS workbook. */
export function biffRecord(type: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(body.length, 2)
  return Buffer.concat([head, body])
}

/** An XLS workbook (BIFF8) of one sheet around records written by hand; `strings`: its table of shared strings. */
export function biffWorkbook(sheet: Uint8Array, strings: Uint8Array = Buffer.alloc(0)): Buffer {
  const start = (kind: number): Buffer => {
    const body = Buffer.alloc(16)
    body.writeUInt16LE(0x600, 0)
    body.writeUInt16LE(kind, 2)
    return biffRecord(0x809, body)
  }
  const end = biffRecord(0x0a, Buffer.alloc(0))
  const head = Buffer.concat([start(5), biffRecord(0x42, Buffer.from([0xb0, 0x04]))])
  const place = Buffer.from([0, 0, 0, 0, 0, 0, 2, 0, 0x53, 0x31])
  place.writeUInt32LE(head.length + place.length + 4 + strings.length + end.length, 0)
  return compound(Buffer.concat([head, biffRecord(0x85, place), strings, end, start(0x10), sheet, end]))
}

const SECTOR = 512
const FREE = 0xffff_ffff
const CHAIN_END = 0xffff_fffe

/** A compound file that holds nothing but a stream called Workbook. */
function compound(stream: Buffer): Buffer {
  const sectors = Math.max(8, Math.ceil(stream.length / SECTOR))
  const tables = Math.ceil((sectors + 1) / 127)
  const out = Buffer.alloc((2 + sectors + tables) * SECTOR)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(out)
  const shorts: readonly (readonly [at: number, value: number])[] = [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ]
  for (const [at, value] of shorts) out.writeUInt16LE(value, at)
  const longs: readonly (readonly [at: number, value: number])[] = [
    [44, tables],
    [48, sectors],
    [56, 4096],
    [60, CHAIN_END],
    [68, CHAIN_END],
  ]
  for (const [at, value] of longs) out.writeUInt32LE(value, at)
  for (let i = 0; i < 109; i++) out.writeUInt32LE(i < tables ? sectors + 1 + i : FREE, 76 + 4 * i)
  stream.copy(out, SECTOR)
  const directory = out.subarray(SECTOR * (sectors + 1))
  entry(directory, 'Root Entry', 5, CHAIN_END, 0, 1)
  entry(directory.subarray(128), 'Workbook', 2, 0, sectors * SECTOR, FREE)
  const table = out.subarray(SECTOR * (sectors + 2)).fill(0xff)
  for (let i = 0; i < sectors; i++) table.writeUInt32LE(i + 1 < sectors ? i + 1 : CHAIN_END, i * 4)
  table.writeUInt32LE(CHAIN_END, sectors * 4)
  for (let i = 0; i < tables; i++) table.writeUInt32LE(0xffff_fffd, (sectors + 1 + i) * 4)
  return out
}

function entry(into: Buffer, name: string, kind: number, start: number, size: number, child: number): void {
  into.write(name, 'utf16le')
  into.writeUInt16LE((name.length + 1) * 2, 64)
  into[66] = kind
  into[67] = 1
  into.writeUInt32LE(FREE, 68)
  into.writeUInt32LE(FREE, 72)
  into.writeUInt32LE(child, 76)
  into.writeUInt32LE(start, 116)
  into.writeUInt32LE(size, 120)
}

/** A table of shared strings that says it holds two thousand million, and holds none: SheetJS takes them all. */
export const endlessStrings: Uint8Array = biffRecord(
  0xfc,
  Buffer.concat([Buffer.from([255, 255, 255, 127, 255, 255, 255, 127]), Buffer.alloc(1000)]),
)

/** The same, its number in a record of its own, where only the library puts it together. */
export const hiddenEndlessStrings: Uint8Array = Buffer.concat([
  biffRecord(0xfc, endlessStrings.subarray(4, 8)),
  biffRecord(0x3c, endlessStrings.subarray(8)),
])
