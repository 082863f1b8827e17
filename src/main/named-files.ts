import { resolve } from 'node:path'

/**
 * The files among the words of a command line: everything after the program (and, unpackaged, the folder of the app)
 * that is no switch. Chromium adds switches of its own anywhere.
 */
export function namedFiles(argv: readonly string[], isPackaged: boolean, workingFolder: string): readonly string[] {
  return argv
    .slice(isPackaged ? 1 : 2)
    .filter((word) => word !== '' && !word.startsWith('-') && !word.includes('\0') && !/^[a-z][a-z\d+.-]+:/i.test(word))
    .map((word) => resolve(workingFolder, word))
}
