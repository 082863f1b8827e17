import type { ReadOptions } from '../../contract/imports.ts'
import { dayNumber } from '../../engine/rfm/dates.ts'
import type { FilePreview } from '../../engine/worker/source/index.ts'
import type { CoreContext } from '../context.ts'
import type { OfferedFile } from '../ports.ts'

/** Looks at a file in a thread. @param count whether its rows are counted rather than estimated */
export function lookAt(
  core: CoreContext,
  file: OfferedFile,
  count: boolean,
  signal: AbortSignal,
): (options: ReadOptions) => Promise<FilePreview> {
  return (options) =>
    core.queries.run(
      (engine, stop) => engine.preview(file.path, file.name, options, { today: dayNumber(core.today()), count }, stop),
      signal,
    )
}
