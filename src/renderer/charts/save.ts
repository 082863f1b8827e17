/** Hands a picture or table made in the page to the person as a download. */
export function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName
  link.click()
  // The download has read the address by then; without this the blob stays in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A title as a file name: letters, digits and hyphens of any script, at most 60 characters. */
export function fileNameOf(title: string): string {
  const name = title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return name === '' ? 'chart' : name.toLowerCase()
}
