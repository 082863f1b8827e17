import { receiveDrop, receivePaste } from '../features/import/choose-files.ts'

export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

/**
 * Takes dropped files, and tables that are pasted, from the first moment on, before anything is drawn: until then the browser would open the file in
 * place of the app.
 */
export function takeDrops(): void {
  window.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
  })
  window.addEventListener('drop', (event) => {
    if (!carriesFiles(event) || event.dataTransfer === null) return
    event.preventDefault()
    receiveDrop(event.dataTransfer)
  })
  window.addEventListener('paste', (event) => {
    if (event.clipboardData === null || isEdited(event.target)) return
    if (receivePaste(event.clipboardData)) event.preventDefault()
  })
}

/** Text goes where it is being written. */
function isEdited(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
}
