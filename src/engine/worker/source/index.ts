export { previewFile } from './preview.ts'
export type { FilePreview } from './preview.ts'
export { readFile } from './read.ts'
export type { LayerEnd, ReadSink } from './read.ts'
