import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useShallow } from 'zustand/react/shallow'
import { t } from '../../i18n/index.ts'
import { Button, Icon } from '../../ui/index.ts'
import { importable, importAll } from './import-all.ts'
import { activeFile, useImports } from './store.ts'
import type { QueuedFile } from './queued-file.ts'

const stepIcon = {
  looking: 'refresh',
  ready: 'file',
  importing: 'import',
  deciding: 'import',
  failed: 'error',
} as const

/** The files that were dropped together, one after the other. */
export function Queue() {
  const { files, active, select } = useImports(
    useShallow((state) => ({ files: state.files, active: activeFile(state), select: state.select })),
  )
  if (files.length < 2) return null
  const looking = files.filter(({ step }) => step === 'looking').length
  const all = importable(files).length + looking
  return (
    <div className="import-queue" role="group" aria-label={t('import.queue')}>
      {files.map((file, index) => (
        <ToggleButton
          key={file.key}
          className="import-queue-item"
          isSelected={file.key === active?.key}
          onChange={() => select(file.key)}
          aria-label={t('import.queue.item', { name: nameOf(file), n: index + 1, total: files.length })}
        >
          <Icon name={stepIcon[file.step]} />
          <span className="truncate">{nameOf(file)}</span>
        </ToggleButton>
      ))}
      {all > 1 && (
        <Button isDisabled={looking > 0} onPress={() => void importAll()}>
          {t('import.queue.all', { n: all })}
        </Button>
      )}
    </div>
  )
}

/** The file's name, known from the file itself or from the core. */
export function nameOf(file: QueuedFile): string {
  return file.preview?.fileName ?? file.name
}
