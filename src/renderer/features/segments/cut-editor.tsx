import { useState } from 'react'
import type { CutPoints } from '../../../contract/analysis.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, TextField } from '../../ui/index.ts'
import { parseCuts } from './parse-cuts.ts'

/** Limits of one score of the person's own, or back to those of the data; the numbers follow at once. */
export function CutEditor({ kind, cuts }: { readonly kind: keyof CutPoints; readonly cuts: readonly number[] }) {
  const project = useApp(currentProject)
  const updateProject = useApp((state) => state.updateProject)
  const runAnalysis = useApp((state) => state.runAnalysis)
  const [text, setText] = useState<string | null>(null)
  if (project === null) return null
  const { id: projectId, cuts: fixed } = project

  const keep = async (own: readonly [number, number, number, number] | null) => {
    setText(null)
    if (await updateProject(projectId, (now) => ({ cuts: { ...now.cuts, [kind]: own } })))
      await runAnalysis({ projectId })
  }
  if (text === null) {
    return (
      <div className="cut-editor">
        <Button
          variant="quiet"
          size="dense"
          onPress={() => setText(cuts.map((cut) => String(Number(cut.toFixed(2)))).join('  '))}
        >
          {t('segments.rfm.ownLimits')}
        </Button>
        {fixed[kind] !== null && (
          <Button variant="quiet" size="dense" onPress={() => void keep(null)}>
            {t('segments.rfm.dataLimits')}
          </Button>
        )}
      </div>
    )
  }
  const own = parseCuts(text)
  return (
    <form
      className="cut-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (own !== null) void keep(own)
      }}
    >
      <TextField
        size="dense"
        label={t(`segments.rfm.limits.${kind}`)}
        value={text}
        onChange={setText}
        isInvalid={own === null}
        help={t('segments.rfm.limitsHelp')}
        // Opened by a press on the button that stood here.
        autoFocus
      />
      <Button type="submit" size="dense" isDisabled={own === null}>
        {t('segments.rfm.useLimits')}
      </Button>
      <Button variant="quiet" size="dense" onPress={() => setText(null)}>
        {t('segments.rfm.keepLimits')}
      </Button>
    </form>
  )
}
