import { client } from '../../app/client.ts'
import { navigate } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { useLayers } from './layers-store.ts'
import { useQuestions } from './questions-store.ts'
import { useImports } from './store.ts'

/**
 * Takes the files that a second start of the app hands over, and those that wait since before this page was loaded or the
 * connection broke. Called once, before the first screen.
 */
export function connectImports(): void {
  client.subscribe('files.offered', ({ fileIds }) => {
    if (fileIds.length === 0) return
    navigate('import')
    useImports.getState().offerIds(fileIds)
  })
  client.subscribe('project.changed', ({ what }) => {
    if (what === 'imports') void useImports.getState().letGo()
  })
  useApp.subscribe((state, before) => {
    if (state.currentProjectId !== before.currentProjectId) {
      useLayers.getState().forget()
      useQuestions.getState().forget()
    }
    const isBack = state.connection === 'open' && before.connection === 'lost'
    if (state.ready && (!before.ready || isBack)) void useImports.getState().takeUp()
    if (state.ready && state.currentProjectId !== before.currentProjectId) {
      const imports = useImports.getState()
      if (imports.target === null) void imports.lookAgain()
    }
  })
}
