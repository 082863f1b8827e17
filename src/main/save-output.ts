import { randomUUID } from 'node:crypto'
import { copyFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { ExpectedError } from '../contract/errors.ts'
import { safeFileName } from '../core/host/content-disposition.ts'
import type { Core } from '../core/ports.ts'

/** Asks where to and writes the output there, whole or not at all. False: the person thought better of it. */
export async function saveOutput(
  window: BrowserWindow,
  core: Pick<Core, 'output'>,
  outputId: string,
  fileName: string,
): Promise<boolean> {
  const output = core.output(outputId)
  const name = safeFileName(fileName)
  const ending = extname(output.fileName).slice(1)
  const answer = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), name),
    ...(ending !== '' && { filters: [{ name: ending.toUpperCase(), extensions: [ending] }] }),
  })
  if (answer.canceled || answer.filePath === '') return false
  await copyWhole(output.path, answer.filePath)
  return true
}

async function copyWhole(from: string, to: string): Promise<void> {
  const part = join(dirname(to), `.${basename(to).slice(0, 100)}.${randomUUID()}.part`)
  try {
    await copyFile(from, part)
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new ExpectedError('output.unwritable', { path: to, reason })
  }
}
