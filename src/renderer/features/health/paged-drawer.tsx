import { useEffect, useState, type ReactNode } from 'react'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { Result } from '../../../contract/wire.ts'
import { t } from '../../i18n/index.ts'
import { Button, Drawer, ErrorNote, Skeleton } from '../../ui/index.ts'

export interface PageOf {
  readonly offset: number
  readonly limit: number
}

interface PagedDrawerProps<Page extends { readonly total: number }> {
  /** Of all there are, or while nothing is there yet (null). */
  readonly title: (total: number | null) => string
  readonly subtitle: string | undefined
  readonly previous: string
  readonly next: string
  readonly pageSize: number
  readonly wide?: boolean
  /** What the pages are put in order by: another one begins with the first page. */
  readonly order?: string
  /** Stand before the pages at the foot. */
  readonly actions?: ReactNode
  readonly load: (page: PageOf) => Promise<Result<Page>>
  readonly children: (page: Page) => ReactNode
  readonly onClose: () => void
}

/** What stands behind a count, page by page. Give it a key: it asks once for each page. */
export function PagedDrawer<Page extends { readonly total: number }>(props: PagedDrawerProps<Page>) {
  const { title, subtitle, previous, next, pageSize, wide = false, order, actions, load, children, onClose } = props
  const [{ offset, ofOrder }, setPlace] = useState({ offset: 0, ofOrder: order })
  if (ofOrder !== order) setPlace({ offset: 0, ofOrder: order })
  const setOffset = (next: number) => setPlace({ offset: next, ofOrder: order })
  const [shown, setShown] = useState<{ readonly offset: number; readonly page: Page } | null>(null)
  const [error, setError] = useState<ErrorBody | null>(null)
  useEffect(() => {
    let wanted = true
    void load({ offset, limit: pageSize }).then((answer) => {
      if (!wanted) return
      if (answer.ok) setShown({ offset, page: answer.value })
      else setError(answer.error)
    })
    return () => {
      wanted = false
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `load` is made anew with every drawing and does the same
  }, [offset, order])
  const total = shown?.page.total ?? 0
  // Until the next page is there its numbers are not either.
  const from = shown?.offset ?? 0
  return (
    <Drawer
      wide={wide}
      title={title(shown === null ? null : total)}
      subtitle={subtitle}
      onClose={onClose}
      {...((actions !== undefined || total > pageSize) && {
        footer: (
          <>
            {actions}
            {total > pageSize && (
              <>
                <Button isDisabled={offset === 0} onPress={() => setOffset(offset - pageSize)}>
                  {previous}
                </Button>
                <Button isDisabled={offset + pageSize >= total} onPress={() => setOffset(offset + pageSize)}>
                  {next}
                </Button>
                <span className="muted dense tabular health-page">
                  {t('health.rows.page', { from: from + 1, to: Math.min(total, from + pageSize), total })}
                </span>
              </>
            )}
          </>
        ),
      })}
    >
      {error !== null && <ErrorNote error={error} />}
      {error === null && shown === null && <Skeleton lines={6} />}
      {shown !== null && children(shown.page)}
    </Drawer>
  )
}
