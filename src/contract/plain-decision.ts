import type { ImportDecision } from './changes.ts'

/** Beside what is there, every line counted. Apart from the schemas, which a page and the engine's threads do not load. */
export const plainDecision: ImportDecision = { mode: 'append', replaces: 'all', repeats: 'keep', known: 'keep' }
