import { useShallow } from 'zustand/react/shallow'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, NoteBox } from '../../ui/index.ts'
import { useImports } from './store.ts'
import type { QueuedFile } from './queued-file.ts'

/** Says that the file is read as an earlier one with its header, and how to have it looked at afresh. */
export function Remembered({ file }: { readonly file: QueuedFile }) {
  const lookAfresh = useImports((state) => state.lookAfresh)
  const { toast, showError } = useApp(useShallow((state) => ({ toast: state.toast, showError: state.showError })))
  const { remembered, key } = file
  if (remembered === null) return null
  const forget = async () => {
    const answer = await client.call('mappings.forget', { fingerprint: remembered.fingerprint })
    if (!answer.ok) return showError(answer.error)
    toast(t('import.remembered.forgotten'))
    lookAfresh(key)
  }
  return (
    <NoteBox
      action={
        <>
          <Button size="dense" onPress={() => lookAfresh(key)}>
            {t('import.remembered.afresh')}
          </Button>
          <Button size="dense" variant="quiet" onPress={() => void forget()}>
            {t('import.remembered.forget')}
          </Button>
        </>
      }
    >
      {t(remembered.differs === null ? 'import.remembered' : 'import.remembered.near', {
        name: remembered.fileName,
        date: remembered.usedAt.slice(0, 10),
        columns:
          remembered.differs === null ? '' : [...remembered.differs.added, ...remembered.differs.missing].join(', '),
      })}
      {remembered.leftOut.length > 0 &&
        ` ${t('import.remembered.left_out', {
          parts: remembered.leftOut.map((part) => t(`import.remembered.part.${part}`)).join(', '),
        })}`}
    </NoteBox>
  )
}
