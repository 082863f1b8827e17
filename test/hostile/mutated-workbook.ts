import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as xlsx from 'xlsx'
import { sharedData } from '../shared-data.ts'
import { pick } from '../support/seeded.ts'
import type { Random } from '../support/seeded.ts'
import { zipArchive } from '../support/zip-archive.ts'
import type { ArchivePart } from '../support/zip-archive.ts'
import type { HostileFile } from './mutated-text.ts'

/** Larger ones take more time than they show. */
const MOST_BYTES = 60_000

/** Workbooks of all kinds: our own, and the real ones beside the project where they are. */
export function workbookSources(): HostileFile[] {
  const sheet = xlsx.utils.aoa_to_sheet([
    ['Customer', 'Order', 'Date', 'Amount'],
    ...Array.from({ length: 30 }, (_, i) => [`K${i % 7}`, i, { t: 'n', v: 46_000 + i, z: 'yyyy-mm-dd' }, i * 1.25]),
  ])
  const book = xlsx.utils.book_new()
  xlsx.utils.book_append_sheet(book, sheet, 'Orders')
  const own = (['xlsx', 'xls', 'xlsb', 'ods', 'xlml'] as const).map((bookType) => ({
    name: `book.${bookType}`,
    bytes: new Uint8Array(xlsx.write(book, { type: 'array', bookType }) as ArrayBuffer),
  }))
  const folder = sharedData('workbooks/calamine')
  const real = folder === null ? [] : readdirSync(folder).filter((name) => /\.(xls[xmb]?|ods)$/.test(name))
  return [...own, ...real.map((name) => ({ name, bytes: Uint8Array.from(readFileSync(join(folder!, name))) }))].filter(
    ({ bytes }) => bytes.length < MOST_BYTES,
  )
}

/** A workbook changed byte by byte, in the structure of its archive, or in the XML of its parts. */
export function mutatedWorkbook(sources: readonly HostileFile[], random: Random): HostileFile {
  const { name, bytes } = pick(random, sources)
  const parts = bytes[0] === 0x50 && random(3) > 0 ? partsOf(bytes) : null
  if (parts === null) return { name, bytes: changeBytes(bytes, random) }
  return { name, bytes: random(2) === 0 ? changeArchive(parts, random) : zipArchive(changeXml(parts, random)) }
}

function changeBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes)
  for (let edits = 1 + random(12); edits > 0; edits--) {
    // Half of the changes hit the directory and the headers, where they hurt most.
    const at = random(4)
    const place = at === 0 ? Math.max(0, changed.length - 1 - random(800)) : random(at === 1 ? 600 : changed.length)
    if (place < changed.length) changed[place] = random(3) === 0 ? 0xff : random(256)
  }
  return random(5) === 0 ? changed.subarray(0, random(changed.length)) : changed
}

const unpacked = new WeakMap<Uint8Array, ArchivePart[] | null>()

function partsOf(bytes: Uint8Array): ArchivePart[] | null {
  const known = unpacked.get(bytes)
  if (known !== undefined) return known
  let parts: ArchivePart[] | null = null
  try {
    const { FileIndex, FullPaths } = xlsx.CFB.read(Buffer.from(bytes), { type: 'buffer' })
    parts = (FileIndex as { readonly content: Uint8Array }[]).flatMap((entry, i) => {
      const path = FullPaths[i]!.replace(/^Root Entry\//, '')
      return path === '' || path.endsWith('/') ? [] : [{ name: path, content: Uint8Array.from(entry.content) }]
    })
  } catch {
    // One of the broken ones: its bytes are changed instead.
  }
  unpacked.set(bytes, parts)
  return parts
}

/** Parts that are missing, twice there, called otherwise, of another length than said, packed otherwise. */
function changeArchive(parts: readonly ArchivePart[], random: Random): Uint8Array {
  let changed = [...parts]
  for (let edits = 1 + random(3); edits > 0; edits--) {
    const at = random(changed.length)
    const part = changed[at]
    if (part === undefined) break
    const lie = [0, 1, 0xffff_fffe, random(1e6)][random(4)]!
    const other: ArchivePart[] = [
      [],
      [part, part],
      [
        {
          ...part,
          name: pick(random, [
            `/${part.name}`,
            part.name.toUpperCase(),
            '../../x',
            '',
            'x'.repeat(60_000),
            '__proto__',
          ]),
        },
      ],
      [{ ...part, size: lie }],
      [{ ...part, crc: random(2 ** 31) }],
      [{ ...part, content: pick(random, parts).content }],
      [{ ...part, content: Uint8Array.from({ length: random(300) }, () => random(256)) }],
      [{ ...part, stored: true }],
    ][random(8)]!
    changed = [...changed.slice(0, at), ...other, ...changed.slice(at + 1)]
  }
  const bytes = zipArchive(changed, {
    zip64: random(6) === 0,
    descriptors: random(6) === 0,
    flags: random(20) === 0 ? 1 : 0,
  })
  if (random(3) > 0) return bytes
  const at = bytes.length - 1 - random(Math.min(bytes.length, 400))
  bytes[at] = random(256)
  return bytes
}

const snippets = [
  '<',
  '>',
  '/>',
  '"',
  '&',
  '&#0;',
  '&#x110000;',
  '&lt;',
  '<!--',
  ']]>',
  '<![CDATA[',
  '<!DOCTYPE a [<!ENTITY b "&c;">]>',
  '\u0000',
  '</row>',
  '<row r="1048577">',
  '<row r="-1">',
  '<c r="ZZZZ99999999">',
  '<c r="A1" t="s"><v>-1</v></c>',
  '<v>99999999999999999999</v>',
  '<c t="s"><v>1e9</v></c>',
  '<c t="d"><v>9999-99-99</v></c>',
  's="4294967295"',
  '<f>1/0</f>',
  '<si><r><t>x</t></r></si>',
  '</sst>',
  ' xmlns:x="x"',
  '<x:row>',
  'table:number-columns-repeated="99999999"',
  'table:number-rows-repeated="99999999"',
  'date1904="1"',
  ' '.repeat(5000),
  '<a>'.repeat(500),
  'encoding="UTF-16"',
  'é',
]

function changeXml(parts: readonly ArchivePart[], random: Random): ArchivePart[] {
  const hit = random(parts.length)
  return parts.map((part, i) => {
    if (i !== hit && random(6) > 0) return part
    let text = Buffer.from(part.content as Uint8Array).toString('latin1')
    for (let edits = 1 + random(5); edits > 0; edits--) {
      // Beside a tag, where it changes the structure.
      const tag = text.indexOf('<', random(text.length + 1))
      const at = tag < 0 ? random(text.length + 1) : tag
      const kind = random(4)
      if (kind === 0) text = text.slice(0, at) + pick(random, snippets) + text.slice(at)
      else if (kind === 1) text = text.slice(0, at) + text.slice(at + 1 + random(40))
      else if (kind === 2)
        text = text.slice(0, at) + text.slice(at, at + random(200)).repeat(2 + random(3)) + text.slice(at)
      else
        text =
          text.slice(0, at) +
          text.slice(at).replace(/\d+/, String(pick(random, [-1, 0, 1, 65_536, 2 ** 31, 2 ** 53, 1e300])))
    }
    return { ...part, content: Buffer.from(text, 'latin1') }
  })
}
