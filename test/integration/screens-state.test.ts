import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../src/contract/projects.ts'
import type * as Store from '../../src/renderer/app/store.ts'
import type * as Layers from '../../src/renderer/features/import/layers-store.ts'
import type * as Question from '../../src/renderer/features/import/Question.tsx'
import type * as Questions from '../../src/renderer/features/import/questions-store.ts'
import type * as Imports from '../../src/renderer/features/import/store.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'
import { ScreensWindow } from '../support/screens.ts'

// The stores of the screens on the real core, where two things happen at once or an answer comes late.

let host: TestCore
let screens: ScreensWindow
let useApp: (typeof Store)['useApp']
let useLayers: (typeof Layers)['useLayers']
let useQuestions: (typeof Questions)['useQuestions']
let useImports: (typeof Imports)['useImports']
let change: (typeof Question)['change']
beforeAll(async () => {
  host = await openTestCore()
  screens = new ScreensWindow(host.core)
  const app = await import('../../src/renderer/app/store.ts')
  useApp = app.useApp
  ;({ useLayers } = await import('../../src/renderer/features/import/layers-store.ts'))
  ;({ useQuestions } = await import('../../src/renderer/features/import/questions-store.ts'))
  ;({ useImports } = await import('../../src/renderer/features/import/store.ts'))
  ;({ change } = await import('../../src/renderer/features/import/Question.tsx'))
  const { connectImports } = await import('../../src/renderer/features/import/connect.ts')
  app.connectStore()
  connectImports()
  await useApp.getState().start()
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await host.close()
})

const app = () => useApp.getState()
const projectOf = (id: string) => app().projects.find((project) => project.id === id)!
const undoLatest = () => app().toasts.at(-1)!.undo!()

/** Orders in three currencies: the most are in EUR. */
function orders(name: string): string {
  const row = (n: number) => {
    const currency = n % 10 === 3 ? 'USD' : n % 10 === 7 ? 'SEK' : 'EUR'
    return `O${n},C${n % 9},2025-03-${String(1 + (n % 28)).padStart(2, '0')},${10 + n}.00,${currency}\n`
  }
  return host.write(
    name,
    `order,customer,date,amount,currency\n${Array.from({ length: 60 }, (_, n) => row(n)).join('')}`,
  )
}

async function withOrders(name: string): Promise<Project> {
  const project = valueOf(await host.client.call('projects.create', { name }))
  const fileId = host.offer(orders(`${name}.csv`))
  valueOf(await host.client.call('imports.run', { projectId: project.id, fileId }))
  await app().loadProjects()
  return projectOf(project.id)
}

let one: Project
let other: Project
beforeEach(async () => {
  one = await withOrders('one')
  other = await withOrders('other')
  await app().openProject(one.id)
})

it('two changes of one list at once are both made, and each is taken back alone', async () => {
  const rate = (currency: string, value: string) =>
    change(
      one.id,
      ({ rates }) => ({ rates: { ...rates, [currency]: value } }),
      ({ rates }) => ({ rates: Object.fromEntries(Object.entries(rates).filter(([key]) => key !== currency)) }),
      currency,
    )
  await Promise.all([rate('USD', '0.9'), rate('SEK', '0.09')])
  expect(projectOf(one.id).rates).toEqual({ USD: '0.9', SEK: '0.09' })
  undoLatest()
  await vi.waitFor(() => expect(projectOf(one.id).rates).toEqual({ USD: '0.9' }), 60_000)
})

it('what is taken back goes back where it was done, whichever project is open by then', async () => {
  await change(one.id, { netReversals: true }, { netReversals: false }, 'done')
  await app().updateProject(other.id, { netReversals: true })
  await app().openProject(other.id)
  undoLatest()
  await vi.waitFor(() => expect(projectOf(one.id).netReversals).toBe(false), 60_000)
  expect(projectOf(other.id).netReversals).toBe(true)
})

it('an answer that is overtaken by a newer one is not shown', async () => {
  const late = screens.hold('questions.list')
  const first = useQuestions.getState().load()
  await late.given
  await app().updateProject(one.id, { rates: { USD: '0.9' } })
  const answers = () => useQuestions.getState().questions?.currencies.map(({ currency, answer }) => [currency, answer])
  await useQuestions.getState().load()
  const wanted = answers()
  expect(wanted).toContainEqual(['USD', 'rate'])
  late.arrive()
  await first
  expect(answers()).toEqual(wanted)
})

it('of another project nothing is shown, not even until its own is there', async () => {
  await useLayers.getState().loadLayers()
  await useQuestions.getState().load()
  expect(useLayers.getState().layers?.map(({ fileName }) => fileName)).toEqual(['one.csv'])
  const opening = app().openProject(other.id)
  expect([useLayers.getState().layers, useQuestions.getState().questions]).toEqual([null, null])
  await opening
})

it('a setting stays as it was chosen last while an earlier choice is still being kept', async () => {
  const late = screens.hold('settings.update')
  const first = app().updateSettings({ theme: 'dark' })
  await late.given
  await app().updateSettings({ railCollapsed: true, theme: 'light' })
  late.arrive()
  await first
  expect(app().settings).toMatchObject({ theme: 'light', railCollapsed: true })
})

/** Offers a file for a new project, and waits until it could be imported. */
async function offered(name: string) {
  useImports.getState().offer([orders(name)] as unknown as File[])
  const key = useImports.getState().files.at(-1)!.key
  const file = () => useImports.getState().files.find((each) => each.key === key)
  await vi.waitFor(() => expect(file()?.step).toBe('ready'), 60_000)
  useImports.getState().setTarget({ type: 'new' })
  return { key, file }
}

it('an import is cancelled from its first moment on, and can be begun again once nothing is left of it', async () => {
  const before = app().projects.map(({ id }) => id)
  const { key, file } = await offered('new.csv')
  const making = screens.hold('projects.create')
  const first = useImports.getState().importFile(key)
  await making.given
  useImports.getState().cancel(key)
  const deleting = screens.hold('projects.delete')
  making.arrive()
  await deleting.given
  // Its project is being taken away: nothing may come into that one any more.
  expect(file()?.step).toBe('importing')
  deleting.arrive()
  await first
  expect([file()?.step, file()?.error]).toEqual(['ready', null])
  expect(app().projects.map(({ id }) => id)).toEqual(before)

  const reading = screens.hold('changes.stage')
  const second = useImports.getState().importFile(key)
  await reading.given
  useImports.getState().cancel(key)
  reading.arrive()
  await second
  expect(file()?.step).toBe('ready')
  expect(app().projects.map(({ id }) => id)).toEqual(before)

  await useImports.getState().importFile(key)
  expect(file()).toBeUndefined()
  expect(app().projects).toHaveLength(before.length + 1)
})

it('a file that came in from another window waits here no longer', async () => {
  const { key, file } = await offered('more.csv')
  useImports.getState().setTarget({ type: 'project', projectId: one.id })
  await useImports.getState().importFile(key)
  const { layer, decision } = file()!.change!
  valueOf(await host.client.call('changes.commit', { importId: layer.id, decision }))
  await vi.waitFor(() => expect(file()).toBeUndefined(), 60_000)
})

it('a change that is being counted when she goes back to the file stays away', async () => {
  const { key, file } = await offered('more.csv')
  useImports.getState().setTarget({ type: 'project', projectId: one.id })
  await useImports.getState().importFile(key)
  const counting = screens.hold('changes.describe')
  const deciding = useImports.getState().decide(key, file()!.change!.proposed)
  await counting.given
  await useImports.getState().back(key)
  counting.arrive()
  await deciding
  expect([file()?.step, file()?.change, file()?.error]).toEqual(['ready', null, null])
  useImports.getState().discard(key)
})

it('a file that came in is analysed with its own project, whichever is open by then', async () => {
  const { key, file } = await offered('more.csv')
  useImports.getState().setTarget({ type: 'project', projectId: one.id })
  await useImports.getState().importFile(key)
  expect(file()?.step).toBe('deciding')
  const late = screens.hold('changes.commit')
  const committing = useImports.getState().commit(key)
  await late.given
  const list = screens.hold('imports.list')
  late.arrive()
  await list.given
  await app().openProject(other.id)
  list.arrive()
  await committing
  const analysed = async (projectId: string) =>
    valueOf(await host.client.call('analysis.latest', { projectId })) !== null
  expect([await analysed(one.id), await analysed(other.id)]).toEqual([true, false])
  expect(app().currentProjectId).toBe(other.id)
  expect(app().analysis).toBeNull()
})
