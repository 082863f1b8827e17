import { t } from '../../i18n/index.ts'

/** Name of a new project for a file: its name without the ending, in words. */
export function projectNameFor(fileName: string): string {
  const words = fileName
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[_\-.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
  return words === '' ? t('projects.untitled') : words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
