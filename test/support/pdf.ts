import { inflateSync } from 'node:zlib'

export interface PdfPage {
  /** Points, 1/72 inch. */
  readonly width: number
  readonly height: number
  /** What a reader sees, in the order it is drawn; lines and runs are separated by one blank. */
  readonly text: string
}

interface PdfObject {
  /** Everything before the stream. */
  readonly head: string
  readonly stream: Buffer | null
}

type GlyphText = ReadonlyMap<number, string>

/**
 * Looks inside a PDF that Chromium printed: pages, their size and their text. It reads what Skia writes (PDF 1.4, plain
 * objects, Flate streams, two-byte glyphs with a ToUnicode map) and nothing else.
 */
export function readPdf(bytes: Uint8Array): PdfPage[] {
  const objects = readObjects(Buffer.from(bytes))
  return pageOrder(objects).map((page) => {
    const [, , width = 0, height = 0] = numbers(
      /\/MediaBox\s*\[([^\]]*)\]/.exec(inherited(objects, page, '/MediaBox'))?.[1],
    )
    return { width, height, text: textOf(objects, page, contentOf(objects, page)).replaceAll(/\s+/g, ' ').trim() }
  })
}

function readObjects(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\s*/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('endobj', start)
    const streamAt = text.indexOf('stream\n', start)
    if (streamAt < 0 || streamAt > end) {
      objects.set(Number(match[1]), { head: text.slice(start, end), stream: null })
      continue
    }
    const head = text.slice(start, streamAt)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    const data = file.subarray(streamAt + 7, streamAt + 7 + length)
    objects.set(Number(match[1]), { head, stream: head.includes('/FlateDecode') ? inflateSync(data) : data })
  }
  return objects
}

/** Leaves of the page tree, first to last. */
function pageOrder(objects: ReadonlyMap<number, PdfObject>): PdfObject[] {
  const root = [...objects.values()].find(({ head }) => /\/Type\s*\/Catalog/.test(head))
  const walk = (node: PdfObject | undefined): PdfObject[] => {
    if (node === undefined) return []
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node.head)?.[1]
    return kids === undefined ? [node] : references(kids).flatMap((id) => walk(objects.get(id)))
  }
  return walk(objects.get(reference(root?.head ?? '', 'Pages')))
}

/** The head of the node, or of the nearest one above it, that has `key`. */
function inherited(objects: ReadonlyMap<number, PdfObject>, node: PdfObject, key: string): string {
  if (node.head.includes(key)) return node.head
  const parent = objects.get(reference(node.head, 'Parent'))
  return parent === undefined ? '' : inherited(objects, parent, key)
}

function contentOf(objects: ReadonlyMap<number, PdfObject>, page: PdfObject): string {
  const several = /\/Contents\s*\[([^\]]*)\]/.exec(page.head)?.[1]
  const ids = several === undefined ? [reference(page.head, 'Contents')] : references(several)
  return ids.map((id) => objects.get(id)?.stream?.toString('latin1') ?? '').join('\n')
}

/** Runs the text operators of a content stream, and those of the forms it draws. */
function textOf(objects: ReadonlyMap<number, PdfObject>, owner: PdfObject, content: string): string {
  const fonts = new Map<string, GlyphText>()
  const operator = /\/(\w+) [\d.]+ Tf|\/(\w+) Do\b|<([0-9a-fA-F]*)>|\b(?:Td|TD|Tm|T\*|ET)\b/g
  let font: GlyphText = new Map()
  let text = ''
  for (const [whole, fontName, formName, glyphs] of content.matchAll(operator)) {
    if (fontName !== undefined) {
      const known = fonts.get(fontName) ?? glyphText(objects, objects.get(reference(owner.head, fontName)))
      fonts.set(fontName, known)
      font = known
    } else if (formName !== undefined) {
      const form = objects.get(reference(owner.head, formName))
      const isForm = form !== undefined && /\/Subtype\s*\/Form/.test(form.head)
      if (isForm) text += ` ${textOf(objects, form, form.stream?.toString('latin1') ?? '')} `
    } else if (glyphs !== undefined) {
      for (let i = 0; i < glyphs.length; i += 4) text += font.get(Number.parseInt(glyphs.slice(i, i + 4), 16)) ?? ''
    } else if (whole === 'Tm' || whole === 'ET') text += ' '
  }
  return text
}

function glyphText(objects: ReadonlyMap<number, PdfObject>, font: PdfObject | undefined): GlyphText {
  const map = new Map<number, string>()
  const cmap = objects.get(reference(font?.head ?? '', 'ToUnicode'))?.stream?.toString('latin1') ?? ''
  for (const [, body = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from = '', to = ''] of body.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      map.set(Number.parseInt(from, 16), utf16(to))
    }
  }
  for (const [, body = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', first = ''] of body.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const start = Number.parseInt(from, 16)
      for (let code = start; code <= Number.parseInt(to, 16); code++) {
        map.set(code, String.fromCodePoint((utf16(first).codePointAt(0) ?? 0) + code - start))
      }
    }
  }
  return map
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

function reference(head: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? -1)
}

function references(list: string): number[] {
  return [...list.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]))
}

function numbers(list: string | undefined): number[] {
  return (list ?? '').trim().split(/\s+/).map(Number)
}
