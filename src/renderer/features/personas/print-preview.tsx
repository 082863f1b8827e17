import { useEffect, useState } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { PageSetup } from '../../../contract/personas.ts'
import { bridge, client } from '../../app/client.ts'
import { navigate } from '../../app/route.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, ErrorNote, Select, Skeleton } from '../../ui/index.ts'
import { MakerButton } from './maker.tsx'
import { usePersonas } from './store.ts'
import { TakeAway } from './take.tsx'

/** The pages as they are printed: the very file that is saved and printed, in a frame without any rights. */
export function PrintPreview({ analysis }: { readonly analysis: Analysis }) {
  const page = usePersonas((state) => state.page)
  const setPage = usePersonas((state) => state.setPage)
  const maker = useApp((state) => currentProject(state)?.maker)
  const [url, setUrl] = useState<string | null>(null)
  const [error, setError] = useState<ErrorBody | null>(null)
  const { projectId } = analysis

  useEffect(() => {
    const controller = new AbortController()
    void client
      .call('personas.export', { projectId, format: 'html', page }, { signal: controller.signal })
      .then((answer) => {
        if (controller.signal.aborted) return
        if (answer.ok) {
          setUrl(bridge.previewUrl(answer.value.outputId))
          setError(null)
        } else if (answer.error.code !== 'cancelled') setError(answer.error)
      })
    return () => controller.abort()
  }, [projectId, page, analysis, maker])

  return (
    <div className="preview">
      <div className="preview-bar">
        <Button icon="chevron-left" onPress={() => navigate('personas')}>
          {t('personas.print.back')}
        </Button>
        <Select<PageSetup['size']>
          label={t('personas.print.size')}
          hideLabel
          value={page.size}
          options={[
            { key: 'A4', label: 'A4' },
            { key: 'Letter', label: 'Letter' },
          ]}
          onChange={(size) => setPage({ ...page, size })}
        />
        <Select<PageSetup['orientation']>
          label={t('personas.print.orientation')}
          hideLabel
          value={page.orientation}
          options={[
            { key: 'portrait', label: t('personas.print.portrait') },
            { key: 'landscape', label: t('personas.print.landscape') },
          ]}
          onChange={(orientation) => setPage({ ...page, orientation })}
        />
        <Select<'1' | '2' | '3' | '4'>
          label={t('personas.print.perPage')}
          hideLabel
          value={`${page.perPage}`}
          options={([1, 2, 3, 4] as const).map((n) => ({ key: `${n}`, label: t('personas.print.cards', { n }) }))}
          onChange={(perPage) => setPage({ ...page, perPage: Number(perPage) as PageSetup['perPage'] })}
        />
        <MakerButton />
        <span className="preview-space" />
        <TakeAway analysis={analysis} inPreview />
      </div>
      {error === null ? null : (
        <div className="preview-note">
          <ErrorNote error={error} />
        </div>
      )}
      {url === null ? (
        error === null && (
          <div className="preview-note">
            <Skeleton height={600} />
          </div>
        )
      ) : (
        <iframe className="preview-frame" src={url} title={t('personas.print.frame')} sandbox="" />
      )}
    </div>
  )
}
