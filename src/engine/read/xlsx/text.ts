const named: Readonly<Record<string, string>> = { quot: '"', apos: "'", gt: '>', lt: '<', amp: '&' }

/** References of XML as the characters they stand for; unknown ones stay as they are. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:(quot|apos|gt|lt|amp)|#(\d{1,8})|#x([\da-f]{1,8}));/gi, (whole, name, decimal, hex) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? (whole as string)
    const code = typeof decimal === 'string' ? Number(decimal) : parseInt(hex as string, 16)
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code)
  })
}

/** `_x000D_` and its like, by which workbooks write what XML cannot hold (ECMA-376 part 1, 22.9.2.19); CRLF becomes LF. */
export function unescapeCell(text: string): string {
  if (!text.includes('_x') && !text.includes('_X') && !text.includes('\r')) return text
  return text
    .replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replaceAll('\r\n', '\n')
}
