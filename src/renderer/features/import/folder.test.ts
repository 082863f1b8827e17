import { expect, it } from 'vitest'
import { tablesIn } from './folder.ts'

/** A folder as a browser hands it out: two entries at a time, and one that cannot be read. */
function folder(name: string, entries: readonly FileSystemEntry[]): FileSystemDirectoryEntry {
  return {
    name,
    isDirectory: true,
    createReader() {
      let at = 0
      return { readEntries: (take: (some: readonly FileSystemEntry[]) => void) => take(entries.slice(at, (at += 2))) }
    },
  } as unknown as FileSystemDirectoryEntry
}

function file(name: string, isThere = true): FileSystemEntry {
  return {
    name,
    isDirectory: false,
    file: (take: (file: File) => void, fail: () => void) => (isThere ? take(new File(['a,b'], name)) : fail()),
  } as unknown as FileSystemEntry
}

const isCsv = (name: string): boolean => name.endsWith('.csv')

it('takes the wanted files of a folder and of those in it, by name', async () => {
  const year = folder('2024', [file('march.csv'), file('april.csv'), file('photo.png'), file('gone.csv', false)])
  const { files, more } = await tablesIn(folder('shop', [year, file('b.csv'), file('a.csv')]), isCsv)
  expect([files.map(({ name }) => name), more]).toEqual([['a.csv', 'b.csv', 'april.csv', 'march.csv'], false])
  expect(await tablesIn(folder('photos', [file('photo.png')]), isCsv)).toEqual({ files: [], more: false })
})

it('takes the first of very many, and says that there are more', async () => {
  const names = Array.from({ length: 120 }, (_, n) => `${String(n).padStart(3, '0')}.csv`)
  const { files, more } = await tablesIn(
    folder(
      'many',
      names.map((name) => file(name)),
    ),
    isCsv,
  )
  expect([files.map(({ name }) => name), more]).toEqual([names.slice(0, 50), true])
})
