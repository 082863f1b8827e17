import { client } from '../../app/client.ts'
import { navigate } from '../../app/route.ts'
import { useImports } from './store.ts'

/** Takes the files that a second start of the app hands over. Called once, before the first screen. */
export function connectImports(): void {
  client.subscribe('files.offered', ({ fileIds }) => {
    if (fileIds.length === 0) return
    navigate('import')
    useImports.getState().offerIds(fileIds)
  })
}
