import { crc32, deflateRawSync } from 'node:zlib'

export interface ArchivePart {
  readonly name: string
  readonly content: string | Uint8Array
  /** Stored as it is instead of deflated. */
  readonly stored?: boolean
  /** What lies in the archive in place of the content, deflated already; then `size` and `crc` say what it unpacks to. */
  readonly packed?: Uint8Array
  readonly size?: number
  readonly crc?: number
}

export interface ArchiveOptions {
  /** Sizes and places stand in ZIP64 fields. */
  readonly zip64?: boolean
  /** Sizes stand behind the content, as streaming writers have it. */
  readonly descriptors?: boolean
  /** Flag of every entry: 1 is "encrypted". */
  readonly flags?: number
}

/** A zip archive of these parts, with the liberties that real writers take. */
export function zipArchive(parts: readonly ArchivePart[], options: ArchiveOptions = {}): Uint8Array {
  const { zip64 = false, descriptors = false, flags = 0 } = options
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  const add = (piece: Buffer): void => {
    pieces.push(piece)
    at += piece.length
  }
  for (const part of parts) {
    const content = Buffer.from(part.content as string)
    const packed = Buffer.from(part.packed ?? (part.stored === true ? content : deflateRawSync(content)))
    const crc = part.crc ?? crc32(content)
    const size = part.size ?? content.length
    const name = Buffer.from(part.name)
    const method = part.stored === true ? 0 : 8
    const flag = flags | (descriptors ? 8 : 0)
    const offset = at
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flag, 6)
    local.writeUInt16LE(method, 8)
    if (!descriptors) {
      local.writeUInt32LE(crc, 14)
      local.writeUInt32LE(packed.length, 18)
      local.writeUInt32LE(size, 22)
    }
    local.writeUInt16LE(name.length, 26)
    add(local)
    add(name)
    add(packed)
    if (descriptors) add(numbers([0x08074b50, 4], [crc, 4], [packed.length, 4], [size, 4]))
    const extra = zip64 ? numbers([1, 2], [24, 2], [size, 8], [packed.length, 8], [offset, 8]) : Buffer.alloc(0)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    entry.writeUInt16LE(20, 6)
    entry.writeUInt16LE(flag, 8)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(crc, 16)
    entry.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 20)
    entry.writeUInt32LE(zip64 ? 0xffffffff : size, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt16LE(extra.length, 30)
    entry.writeUInt32LE(zip64 ? 0xffffffff : offset, 42)
    directory.push(entry, name, extra)
  }
  const start = at
  const list = Buffer.concat(directory)
  add(list)
  if (zip64) {
    const end = at
    add(numbers([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 8], [parts.length, 8], [parts.length, 8]))
    add(numbers([list.length, 8], [start, 8], [0x07064b50, 4], [0, 4], [end, 8], [1, 4]))
  }
  const count = zip64 ? 0xffff : parts.length
  add(numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2]))
  add(numbers([zip64 ? 0xffffffff : list.length, 4], [zip64 ? 0xffffffff : start, 4], [0, 2]))
  return new Uint8Array(Buffer.concat(pieces))
}

function numbers(...fields: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes)
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value))
      else field.writeUIntLE(value, 0, bytes)
      return field
    }),
  )
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface WorkbookPieces {
  /** Name of a sheet → what stands inside `sheetData`. */
  readonly sheets: Readonly<Record<string, string>>
  /** The `si` elements. */
  readonly strings?: string
  /** Inside `styleSheet`. */
  readonly styles?: string
  /** In front of `sheets` in the workbook part. */
  readonly properties?: string
  /** Sheets with these names carry `state="hidden"`. */
  readonly hidden?: readonly string[]
}

/** Parts of an XLSX workbook around rows written by hand. */
export function workbookParts(pieces: WorkbookPieces): ArchivePart[] {
  const names = Object.keys(pieces.sheets)
  const sheet = (name: string, i: number): string =>
    `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${pieces.hidden?.includes(name) === true ? ' state="hidden"' : ''}/>`
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${documents}/${type}" Target="${target}"/>`
  const relations = (content: string): string =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
  return [
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    },
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `${head}<workbook xmlns="${main}" xmlns:r="${documents}">${pieces.properties ?? ''}<sheets>${names.map(sheet).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        names.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
          relation('rIdS', 'sharedStrings', 'sharedStrings.xml') +
          relation('rIdT', 'styles', 'styles.xml'),
      ),
    },
    { name: 'xl/sharedStrings.xml', content: `${head}<sst xmlns="${main}">${pieces.strings ?? ''}</sst>` },
    { name: 'xl/styles.xml', content: `${head}<styleSheet xmlns="${main}">${pieces.styles ?? ''}</styleSheet>` },
    ...names.map((name, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `${head}<worksheet xmlns="${main}"><dimension ref="A1"/><sheetData>${pieces.sheets[name]!}</sheetData></worksheet>`,
    })),
  ]
}
