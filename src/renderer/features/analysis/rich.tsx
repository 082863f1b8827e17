import { Fragment } from 'react'
import type { ReactNode } from 'react'

/** A placeholder's value that `rich` turns into an element: `t('…', { count: slot('count') })`. */
export function slot(name: string): string {
  return `\u2063${name}\u2063`
}

/** A text with elements in its slots, so that sentences stay whole in the language files. */
export function rich(text: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return text
    .split('\u2063')
    .map((piece, at) => <Fragment key={at}>{at % 2 === 1 ? (parts[piece] ?? piece) : piece}</Fragment>)
}
