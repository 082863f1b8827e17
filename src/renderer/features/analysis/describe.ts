import type { Input } from '../../../contract/index.ts'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'

export type LabelTarget = Input<'segments.describe'>['target']

export interface LabelPatch {
  readonly name?: string | null
  readonly note?: string | null
  readonly colour?: number | null
}

async function save(projectId: string, target: LabelTarget, patch: LabelPatch): Promise<boolean> {
  const { showError, loadAnalysis } = useApp.getState()
  const answer = await client.call('segments.describe', { projectId, target, ...patch })
  if (!answer.ok) showError(answer.error)
  else await loadAnalysis()
  return answer.ok
}

/**
 * Saves a name, note or colour of her own and offers the way back.
 * @param before the values of the same fields until now
 */
export async function describe(target: LabelTarget, patch: LabelPatch, before: LabelPatch): Promise<void> {
  const projectId = useApp.getState().currentProjectId
  if (projectId === null || !(await save(projectId, target, patch))) return
  const said =
    patch.name !== undefined
      ? patch.name === null
        ? t('segments.label.nameCleared')
        : t('segments.label.named', { name: patch.name })
      : patch.note !== undefined
        ? t('segments.label.noted')
        : t('segments.label.coloured')
  useApp.getState().toast(said, { undo: () => void save(projectId, target, before) })
}
