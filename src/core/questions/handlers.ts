import type { ImportLayer } from '../../contract/imports.ts'
import type { Project } from '../../contract/projects.ts'
import type { ProjectQuestions } from '../../contract/questions.ts'
import { dayNumber } from '../../engine/rfm/dates.ts'
import { minorDigits } from '../analysis/currency.ts'
import { currencyQuestions } from '../analysis/currency-questions.ts'
import { latestImport, rulesOf } from '../analysis/dataset-rules.ts'
import { loadLayers } from '../analysis/load-layers.ts'
import { nameRows } from '../health/name-rows.ts'
import { now, requireProject, type CoreContext } from '../context.ts'
import type { Handlers } from '../dispatch.ts'
import { layersInUse } from '../store/layers-table.ts'
import { choosePeople } from '../store/people-table.ts'
import { bumpRevision, revisionOf, updateProject } from '../store/projects-table.ts'

type QuestionHandlers = Pick<
  Handlers,
  'questions.list' | 'questions.people' | 'questions.reversals' | 'questions.decidePeople'
>

export function questionHandlers(core: CoreContext): QuestionHandlers {
  const { store, pool, events } = core
  const answers = new Map<string, { readonly revision: number; readonly questions: ProjectQuestions }>()
  const input = async (projectId: string) => {
    const project = requireProject(store, projectId)
    const layers = layersInUse(store, projectId)
    const loaded = await loadLayers(store, layers)
    return { project, layers, loaded, rules: rulesOf(store, project, layers, core.today()) }
  }
  const lastDay = (project: Project, layers: readonly ImportLayer[]) =>
    dayNumber(project.asOf ?? latestImport(layers, core.today()))
  return {
    async 'questions.list'({ projectId }, { signal, progress }) {
      const revision = revisionOf(store, projectId)
      const known = answers.get(projectId)
      if (known?.revision === revision) return known.questions
      progress({ stage: 'load', fraction: null })
      const { project, layers, loaded, rules } = await input(projectId)
      const upTo = lastDay(project, layers)
      const found = await pool.run(
        (engine, stop) => engine.askQuestions(loaded, rules, upTo, minorDigits(project.currency), stop),
        signal,
      )
      const questions = { currencies: currencyQuestions(project, layers), ...found }
      answers.set(projectId, { revision, questions })
      return questions
    },
    async 'questions.people'({ projectId, ...page }, { signal, progress }) {
      progress({ stage: 'load', fraction: null })
      const { project, loaded, rules } = await input(projectId)
      return pool.run(
        (engine, stop) => engine.listPeople(loaded, rules, minorDigits(project.currency), page, stop),
        signal,
      )
    },
    async 'questions.reversals'({ projectId, offset, limit }, { signal, progress }) {
      progress({ stage: 'load', fraction: null })
      const { project, layers, loaded, rules } = await input(projectId)
      const page = { offset, limit, digits: minorDigits(project.currency) }
      const found = await pool.run(
        (engine, stop) => engine.reversalRows(loaded, rules, lastDay(project, layers), page, stop),
        signal,
      )
      const orders = layers.filter(({ kind }) => kind === 'orders')
      return nameRows(core, orders, found, signal)
    },
    async 'questions.decidePeople'({ projectId, emails, choice }) {
      requireProject(store, projectId)
      await store.write([
        ...choosePeople(projectId, emails, choice),
        bumpRevision(projectId),
        ...updateProject(projectId, {}, now()),
      ])
      events.emit('project.changed', { projectId, what: 'settings' })
      return null
    },
  }
}
