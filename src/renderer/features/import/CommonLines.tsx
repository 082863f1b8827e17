import type { LinesInCommon } from '../../../contract/changes.ts'
import { t } from '../../i18n/index.ts'
import { LinesDrawer } from '../health/rows-drawer.tsx'

/** The lines of an import that it has in common with itself or with earlier ones. */
export function CommonLines(props: {
  readonly importId: string
  readonly fileName: string
  readonly which: LinesInCommon
  readonly onClose: () => void
}) {
  const { importId, fileName, which, onClose } = props
  return (
    <LinesDrawer
      key={`${importId} ${which}`}
      about={t(`change.${which}.about`, { name: fileName })}
      list={{ from: 'common', importId, which }}
      onClose={onClose}
    />
  )
}
