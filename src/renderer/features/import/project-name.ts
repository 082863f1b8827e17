import { t } from '../../i18n/index.ts'

const longest = 60

/** Name of a new project for a file: its name without the ending, in words, cut between two of them. */
export function projectNameFor(fileName: string): string {
  // A table of an archive: the archive's name is that of them all.
  const all = fileName
    .replace(/ › .*$/, '')
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[_\-.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const words =
    all.length <= longest
      ? all
      : all
          .slice(0, longest + 1)
          .replace(/\s+\S*$/, '')
          .slice(0, longest)
  return words === '' ? t('projects.untitled') : words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
