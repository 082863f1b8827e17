import { unbroken } from '../../../contract/messages/typography.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is safe between tags and inside quoted attributes; control characters become blanks. */
export function escapeHtml(text: string): string {
  return unbroken(withoutControls(text)).replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}

/**
 * Somebody's own text on one line of Markdown: what would be read as markup is escaped, line breaks become blanks.
 * Pipes are escaped too, so that it may stand in a table.
 */
export function escapeMarkdown(text: string): string {
  return withoutControls(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`)
    .replace(/^([-+=]|\d+(?=[.)]\s))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

function withoutControls(text: string): string {
  // Lone surrogates would make the file invalid UTF-8.
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, ' ')
}
