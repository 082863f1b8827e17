import { join } from 'node:path'
import { findAppRoot } from '../core/host/app-root.ts'
import { defaultDataFolder } from '../core/host/data-folder.ts'
import { createFileLogger } from '../core/host/file-logger.ts'
import { parseCommand } from './commands.ts'
import { exitStatus, explain } from './failure.ts'
import { helpText } from './help.ts'
import { printable } from './printable.ts'

/** Runs what was written after `segmento` and returns the exit status. */
export async function run(words: readonly string[]): Promise<number> {
  const logFile = join(defaultDataFolder(), 'logs', 'cli.log')
  const logger = createFileLogger(logFile)
  try {
    const command = parseCommand(words)
    const root = findAppRoot(import.meta.dirname)
    switch (command.command) {
      case 'help':
        process.stdout.write(helpText(command.about))
        break
      case 'version':
        process.stdout.write(`${root.version}\n`)
        break
      case 'analyze': {
        const { analyze } = await import('./analyze.ts')
        await analyze(command, root, logger)
        break
      }
      case 'read': {
        const { read } = await import('./read.ts')
        await read(command)
        break
      }
      case 'serve': {
        const { serveUntilStopped } = await import('../webshell/serve.ts')
        await serveUntilStopped({ port: command.port, open: command.open, files: command.files })
        break
      }
    }
    return exitStatus.done
  } catch (error) {
    const { text, status } = explain(error, logger, logFile)
    process.stderr.write(`${printable(text)}\n`)
    return status
  }
}
