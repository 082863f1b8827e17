import { longestPaste } from '../../../contract/paste.ts'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { navigate } from '../../app/route.ts'
import { useImports } from './store.ts'
import { tablesIn } from './folder.ts'

const tableEndings = ['.csv', '.tsv', '.tab', '.txt', '.gz', '.zip', '.json', '.ndjson', '.jsonl'].concat([
  '.xlsx',
  '.xlsm',
  '.xlsb',
  '.xls',
  '.ods',
])
const endings = [...tableEndings, 'text/csv', 'text/plain', 'application/json'].join(',')

/** Opens the file chooser of the platform; several files at once are queued. */
export function chooseFiles(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = endings
  input.addEventListener('change', () => receiveFiles([...(input.files ?? [])]))
  input.click()
}

/** Takes what was dropped on the window, and of a folder the tables in it. */
export function receiveDrop(transfer: DataTransfer): void {
  const files: File[] = []
  const folders: FileSystemDirectoryEntry[] = []
  // All of it is asked for at once: after this moment the browser hands nothing out any more.
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory === true) folders.push(entry as FileSystemDirectoryEntry)
    else if (file !== null) files.push(file)
  }
  receiveFiles(files)
  for (const folder of folders) void receiveFolder(folder)
}

async function receiveFolder(folder: FileSystemDirectoryEntry): Promise<void> {
  const { files, more } = await tablesIn(folder, isTable)
  const { showError } = useApp.getState()
  if (files.length === 0) showError({ code: 'file.folder_empty', params: { name: folder.name }, traceId: '' })
  else if (more)
    showError({ code: 'file.folder_large', params: { name: folder.name, files: files.length }, traceId: '' })
  receiveFiles(files)
}

/** Of a folder only what is a table by its name is taken: what else lies there was not meant. */
function isTable(name: string): boolean {
  return (
    !name.startsWith('.') &&
    !name.startsWith('~$') &&
    tableEndings.some((ending) => name.toLowerCase().endsWith(ending))
  )
}

/**
 * Takes a table from the clipboard.
 * @returns false where it holds nothing that looks like one: the paste is somebody else's
 */
export function receivePaste(transfer: DataTransfer): boolean {
  if (transfer.files.length > 0) {
    receiveFiles([...transfer.files])
    return true
  }
  const text = transfer.getData('text/plain')
  const html = transfer.getData('text/html')
  const hasTable = /<table[\s>]/i.test(html)
  if (!hasTable && !/[\t;,][^\n]*\n[^\n]*[\t;,]/.test(text)) return false
  void paste(text, hasTable && html.length <= longestPaste ? html : null)
  return true
}

async function paste(text: string, html: string | null): Promise<void> {
  const { showError } = useApp.getState()
  if (text.length > longestPaste) {
    showError({ code: 'paste.too_long', params: { limit: longestPaste }, traceId: '' })
    return
  }
  const answer = await client.call('imports.paste', { text, html })
  if (!answer.ok) {
    showError(answer.error)
    return
  }
  navigate('import')
  useImports.getState().offerIds([answer.value.fileId])
}

function receiveFiles(files: readonly File[]): void {
  if (files.length === 0) return
  navigate('import')
  useImports.getState().offer(files)
}
