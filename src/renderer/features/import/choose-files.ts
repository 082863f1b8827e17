import { longestPaste } from '../../../contract/paste.ts'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { navigate } from '../../app/route.ts'
import { useImports } from './store.ts'

const endings =
  '.csv,.tsv,.tab,.txt,.gz,.zip,.json,.ndjson,.jsonl,.xlsx,.xlsm,.xlsb,.xls,.ods,text/csv,text/plain,application/json'

/** Opens the file chooser of the platform; several files at once are queued. */
export function chooseFiles(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = endings
  input.addEventListener('change', () => receiveFiles([...(input.files ?? [])]))
  input.click()
}

/** Takes what was dropped on the window; a folder is named and left. */
export function receiveDrop(transfer: DataTransfer): void {
  const files: File[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    if (entry?.isDirectory === true) {
      useApp.getState().showError({ code: 'file.folder', params: { name: entry.name }, traceId: '' })
      continue
    }
    const file = item.getAsFile()
    if (file !== null) files.push(file)
  }
  receiveFiles(files)
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
