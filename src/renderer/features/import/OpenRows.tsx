import type { ImportLayer } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import type { Brought } from './came-in.ts'
import { useLayers } from './layers-store.ts'

/** A number of an import that opens its rows. */
export function OpenRows({ layer, what }: { readonly layer: ImportLayer; readonly what: Brought }) {
  const show = useLayers((state) => state.show)
  const { text, open } = what
  if (open === null) return text
  return (
    <Button
      variant="link"
      aria-label={t('import.done.open', { what: text, name: layer.fileName })}
      onPress={() => show(open)}
    >
      {text}
    </Button>
  )
}
