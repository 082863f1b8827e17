import type { ImportPreview } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import { Select } from '../../ui/index.ts'
import type { SelectOption } from '../../ui/index.ts'
import { useImports } from './store.ts'

/** Those that shops and offices write; any other that was found is offered beside them. */
const common: readonly SelectOption<string>[] = [
  { key: 'utf-8', label: 'UTF-8' },
  { key: 'utf-16le', label: 'UTF-16' },
  { key: 'windows-1252', label: 'Windows-1252', hint: t('import.encoding.west') },
  { key: 'windows-1254', label: 'Windows-1254', hint: t('import.encoding.turkish') },
  { key: 'windows-1250', label: 'Windows-1250', hint: t('import.encoding.central') },
  { key: 'windows-1251', label: 'Windows-1251', hint: t('import.encoding.cyrillic') },
  { key: 'windows-1253', label: 'Windows-1253', hint: t('import.encoding.greek') },
  { key: 'cp850', label: 'CP850', hint: t('import.encoding.dos') },
  { key: 'macintosh', label: 'Macintosh', hint: t('import.encoding.mac') },
  { key: 'shift_jis', label: 'Shift-JIS', hint: t('import.encoding.japanese') },
  { key: 'gb18030', label: 'GB18030', hint: t('import.encoding.chinese') },
  { key: 'big5', label: 'Big5', hint: t('import.encoding.chineseTraditional') },
  { key: 'euc-kr', label: 'EUC-KR', hint: t('import.encoding.korean') },
]

/** The letters of the file are wrong where this is: it stands beside them. */
export function EncodingSelect({ fileKey, preview }: { readonly fileKey: number; readonly preview: ImportPreview }) {
  const correct = useImports((state) => state.correct)
  const { encoding } = preview
  const options = common.some(({ key }) => key === encoding) ? common : [{ key: encoding, label: encoding }, ...common]
  return (
    <Select
      label={t('import.option.encoding')}
      hideLabel
      size="dense"
      options={options}
      value={encoding}
      onChange={(next) => correct(fileKey, { encoding: next })}
    />
  )
}

/** As people write it. */
export function encodingName(encoding: string): string {
  return common.find(({ key }) => key === encoding)?.label ?? encoding
}
