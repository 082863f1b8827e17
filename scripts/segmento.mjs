// npm run --silent segmento -- …: the command line out of a checkout.
import { buildIfStale } from './lib/build-if-stale.mjs'
import { inModernNode } from './lib/in-modern-node.mjs'

await inModernNode(async () => {
  buildIfStale()
  await import('../out/main/cli.js')
})
