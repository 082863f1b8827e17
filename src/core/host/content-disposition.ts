/**
 * `Content-Disposition` for a download: an ASCII name for old readers and the real one after RFC 5987.
 * Names come from people's data, so quotes, line breaks and separators are taken out rather than escaped.
 */
export function attachment(fileName: string): string {
  const name = safeFileName(fileName)
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%;]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

// Control characters, and the marks that turn the direction of text round and so hide a file's real ending.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const invisible = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** The last part of a path in either manner of writing it, without what no file name may hold; never empty. */
export function safeFileName(path: string): string {
  const last = path.split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .toWellFormed()
    .replace(invisible, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .trim()
  return clean === '' ? 'file' : clean.slice(0, 200).toWellFormed().replaceAll('\ufffd', '_')
}
