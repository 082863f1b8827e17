import { useApp } from '../../app/store.ts'
import { navigate } from '../../app/route.ts'
import { useImports } from './store.ts'

const endings = '.csv,.tsv,.tab,.txt,.gz,.xlsx,.xlsm,.xlsb,.xls,.ods,text/csv,text/plain'

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

function receiveFiles(files: readonly File[]): void {
  if (files.length === 0) return
  navigate('import')
  useImports.getState().offer(files)
}
