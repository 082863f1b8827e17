/** More than these are hardly meant at once. */
const most = 50

/**
 * The files of a folder and of those in it that are wanted, by name.
 * @returns `more`: there are others, beyond the first of them
 */
export async function tablesIn(
  folder: FileSystemDirectoryEntry,
  isWanted: (name: string) => boolean,
): Promise<{ readonly files: readonly File[]; readonly more: boolean }> {
  const found: FileSystemFileEntry[] = []
  const waiting = [folder]
  for (let next = waiting.shift(); next !== undefined && found.length <= most; next = waiting.shift()) {
    for (const entry of await entriesOf(next)) {
      if (entry.isDirectory) waiting.push(entry as FileSystemDirectoryEntry)
      else if (isWanted(entry.name)) found.push(entry as FileSystemFileEntry)
    }
  }
  const files = await Promise.all(found.slice(0, most).map(fileOf))
  return { files: files.filter((file) => file !== null), more: found.length > most }
}

/** A browser hands the entries out a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])))
    if (some.length === 0) break
    all.push(...some)
  }
  return all.toSorted((a, b) => a.name.localeCompare(b.name))
}

/** null: it is gone, or may not be read. */
function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)))
}
