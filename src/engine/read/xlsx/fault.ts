/**
 * Why a workbook is not read here: `damaged`, `doctype` and `large` (more cells than a sheet has) are refused, `encoding`
 * (a part that is no UTF-8) is left to another reader.
 */
export type XlsxFaultKind = 'damaged' | 'doctype' | 'encoding' | 'large'

export class XlsxFault extends Error {
  readonly kind: XlsxFaultKind

  constructor(kind: XlsxFaultKind, detail: string) {
    super(`workbook: ${detail}`)
    this.name = 'XlsxFault'
    this.kind = kind
  }
}
