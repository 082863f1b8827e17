import { CancelledError } from '../../contract/errors.ts'
import type { ReadOptions } from '../../contract/imports.ts'
import type { CoreContext } from '../context.ts'
import { lookAt } from '../imports/look-at.ts'
import { remember, type Reading } from './recall.ts'

/**
 * Keeps how a file was read for the next one like it, in the project it came into. An import that is done does not fail
 * for that.
 * @param seen what the import itself saw of the file with these options, where nothing was open
 */
export async function keepReading(
  core: CoreContext,
  projectId: string,
  fileId: string,
  options: ReadOptions,
  signal: AbortSignal,
  seen: Reading | null = null,
): Promise<void> {
  try {
    const file = core.files.find(fileId)
    const look = lookAt(core, file, false, signal)
    const read = core.files.lookOf(fileId, options) ?? seen ?? (await look(options))
    await remember(core, projectId, file.name, options, read, look)
  } catch (error) {
    if (!(error instanceof CancelledError)) core.options.logger.error('remember-mapping', error)
  }
}
