import { duckdbFolder, runDuckdb } from '../lib/duckdb.mjs'
import { inTurn, pipelineLines, runOurs } from '../lib/pipeline.mjs'

export const name = 'pipeline'
export const title = 'File to RFM and category counts, in memory, beside DuckDB'

/** Both on a machine of two cores; neither waits for a disk. */
export async function run({ rows, quick, say, ordersFile }) {
  const file = await ordersFile(rows)
  const folder = await duckdbFolder(say)
  const facts = await inTurn(quick ? 3 : 5, {
    ours: () => runOurs(file, 'memory'),
    peer: folder === null ? null : () => runDuckdb(folder, file, null),
  })
  return { facts, lines: pipelineLines(facts, 'DuckDB in memory') }
}
