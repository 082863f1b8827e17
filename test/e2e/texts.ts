import { errorMessages } from '../../src/contract/messages/en/errors.ts'
import { en } from '../../src/renderer/i18n/en/index.ts'

const texts = { ...en, ...errorMessages }

/**
 * A text of the screens as a pattern; placeholders stand for anything. The tests name texts by key, so that a better
 * wording does not break them, and a text that is gone does not compile.
 */
export function text(key: keyof typeof texts): RegExp {
  return new RegExp(`^${bare(texts[key])}$`, 's')
}

/** The same, anywhere inside a longer text. */
export function within(key: keyof typeof texts): RegExp {
  return new RegExp(bare(texts[key]), 's')
}

function bare(template: string): string {
  return template
    .split(/\{[^}]*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
}
