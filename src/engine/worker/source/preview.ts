import type { ImportPreview, ReadOptions } from '../../../contract/imports.ts'
import { inspectBytes } from '../../read/inspect.ts'
import { openFile, readFurther } from './open.ts'
import { openWorkbook } from './workbook.ts'

export type FilePreview = Omit<ImportPreview, 'fileId' | 'duplicateOf'>

/**
 * What the reader makes of a file, without reading all of it.
 * @throws ExpectedError of the `file.` family
 */
export async function previewFile(path: string, name: string, options: ReadOptions): Promise<FilePreview> {
  const file = await openFile(path, name)
  try {
    if (file.format === 'workbook') {
      const workbook = await openWorkbook(file.handle, file.size, name, options)
      const { plan: _, sampleRows, sampleRowBytes: __, ...shown } = workbook.inspection
      return {
        fileName: name,
        sizeBytes: file.size,
        ...shown,
        sheets: workbook.sheets,
        sheet: workbook.sheet,
        rows: { count: sampleRows, exact: true },
      }
    }
    const inspection = inspectBytes(file.head, file.isWhole, options, await readFurther(file, name))
    const { plan, sampleRows, sampleRowBytes, ...shown } = inspection
    const estimate = Math.round((file.size - plan.skipBytes) / Math.max(1, sampleRowBytes))
    return {
      fileName: name,
      sizeBytes: file.size,
      ...shown,
      sheets: [],
      sheet: null,
      rows: { count: file.isWhole ? sampleRows : Math.max(estimate, sampleRows), exact: file.isWhole },
    }
  } finally {
    await file.handle.close()
  }
}
