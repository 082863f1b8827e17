import { useEffect } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { Analysis } from '../../../contract/analysis.ts'
import { navigate, useRoute } from '../../app/route.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { percent } from '../../ui/format.ts'
import { Button, ErrorNote, IconButton, Skeleton } from '../../ui/index.ts'
import { Card } from './card.tsx'
import { MakerButton } from './maker.tsx'
import { PrintPreview } from './print-preview.tsx'
import { usePersonas } from './store.ts'
import { TakeAway, printRoute } from './take.tsx'
import './personas.css'

/** Persona cards: all on a board, one at a time, or as they are printed. */
export function PersonasScreen() {
  const analysis = useApp((state) => state.analysis)
  const load = usePersonas((state) => state.load)
  const { rest } = useRoute()
  useEffect(() => {
    if (analysis !== null) void load(analysis.projectId)
  }, [analysis, load])
  if (analysis === null) return null
  return rest === printRoute ? <PrintPreview analysis={analysis} /> : <Cards analysis={analysis} chosen={rest} />
}

/** @param chosen cluster id of the single card, or empty for the board */
function Cards({ analysis, chosen }: { readonly analysis: Analysis; readonly chosen: string }) {
  const cards = usePersonas((state) => (state.projectId === analysis.projectId ? state.cards : null))
  const error = usePersonas((state) => state.error)
  const load = usePersonas((state) => state.load)
  const maker = useApp((state) => currentProject(state)?.maker ?? null)
  const at = chosen === '' ? -1 : Math.max(0, cards?.findIndex((card) => String(card.clusterId) === chosen) ?? 0)
  const single = cards?.[at]
  const clusterOf = (clusterId: number) => analysis.clusters.find((row) => row.clusterId === clusterId)
  const best = [...(cards ?? [])].sort((a, b) => b.profile.share_of_revenue_pct - a.profile.share_of_revenue_pct)[0]
  const go = (by: number) => {
    const next = cards?.[at + by]
    if (next !== undefined) navigate('personas', String(next.clusterId))
  }
  return (
    <div className="screen">
      <header className="stack">
        <h1>
          {best === undefined || cards === null
            ? t('personas.view.board')
            : cards.length === 1
              ? best.profile.n_customers === 1
                ? t('personas.head.count', { n: 1 })
                : t('personas.head.one')
              : best.profile.share_of_revenue_pct <= 0
                ? t('personas.head.count', { n: cards.length })
                : t('personas.head.title', {
                    n: cards.length,
                    name: best.name,
                    revenue: percent(best.profile.share_of_revenue_pct),
                  })}
        </h1>
        <div className="spread personas-tools">
          <div className="row">
            <ToggleButtonGroup
              className="segmented"
              aria-label={t('personas.view.label')}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[single === undefined ? 'board' : 'single']}
              onSelectionChange={(keys) => {
                const [key] = keys
                navigate('personas', key === 'single' ? String(best?.clusterId ?? 0) : '')
              }}
            >
              <ToggleButton id="board" className="segmented-button">
                {t('personas.view.board')}
              </ToggleButton>
              <ToggleButton id="single" className="segmented-button">
                {t('personas.view.single')}
              </ToggleButton>
            </ToggleButtonGroup>
            {single === undefined || cards === null ? null : (
              <>
                <IconButton
                  icon="chevron-left"
                  label={t('personas.view.previous')}
                  isDisabled={at === 0}
                  onPress={() => go(-1)}
                />
                <span className="muted tabular">{t('personas.view.place', { at: at + 1, of: cards.length })}</span>
                <IconButton
                  icon="chevron-right"
                  label={t('personas.view.next')}
                  isDisabled={at === cards.length - 1}
                  onPress={() => go(1)}
                />
              </>
            )}
            <MakerButton />
          </div>
          <TakeAway analysis={analysis} {...(single === undefined ? {} : { clusterIds: [single.clusterId] })} />
        </div>
      </header>
      {error === null ? null : (
        <ErrorNote
          error={error}
          action={
            <Button size="dense" onPress={() => void load(analysis.projectId)}>
              {t('ui.retry')}
            </Button>
          }
        />
      )}
      {cards === null ? (
        error === null && <Skeleton height={520} />
      ) : single === undefined ? (
        <div className="personas-board">
          {cards.map((card) => (
            <Card
              key={card.clusterId}
              card={card}
              cluster={clusterOf(card.clusterId)}
              maker={maker}
              onOpen={() => navigate('personas', String(card.clusterId))}
            />
          ))}
        </div>
      ) : (
        <Card key={single.clusterId} card={single} cluster={clusterOf(single.clusterId)} maker={maker} single />
      )}
    </div>
  )
}
