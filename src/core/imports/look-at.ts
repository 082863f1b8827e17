import type { ReadOptions } from '../../contract/imports.ts'
import { dayNumber } from '../../engine/rfm/dates.ts'
import type { FilePreview } from '../../engine/worker/source/index.ts'
import type { CoreContext } from '../context.ts'
import type { OfferedFile } from '../ports.ts'

/** Reads the first rows of a file in a thread: the share (0–1) of them that cannot be read with given options. */
export function unreadableIn(
  core: CoreContext,
  file: OfferedFile,
  signal: AbortSignal,
): (options: ReadOptions) => Promise<number> {
  return (options) =>
    core.queries.run((engine, stop) => engine.unreadableShare(file.path, file.name, options, stop), signal)
}

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
