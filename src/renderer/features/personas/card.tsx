import type { ReactNode } from 'react'
import type { ClusterRow } from '../../../contract/analysis.ts'
import { trendNote } from '../../../contract/messages/trend.ts'
import type { CardFigure, CardSentence, PersonaCard } from '../../../contract/personas.ts'
import type { Maker } from '../../../contract/projects.ts'
import { standsOut } from '../../../contract/lift.ts'
import { Histogram } from '../../charts/histogram.tsx'
import { TraitBars } from '../../charts/trait-bars.tsx'
import { noteText, t } from '../../i18n/index.ts'
import { count, dayInWords, decimal, exact, money, moneyExact, percent } from '../../ui/format.ts'
import { Button, Why } from '../../ui/index.ts'
import { showCustomers } from '../analysis/into.tsx'
import { LabelEditor } from '../analysis/label-editor.tsx'
import { traitBars } from '../segments/traits.ts'

export interface CardProps {
  readonly card: PersonaCard
  readonly cluster: ClusterRow | undefined
  readonly maker: Maker | null
  /** The single-card view has room for everything side by side. */
  readonly single?: boolean
  readonly onOpen?: () => void
}

/** A persona as it is printed, with a reason for each of its sentences. */
export function Card({ card, cluster, maker, single = false, onOpen }: CardProps) {
  return (
    <article className={`persona is-cat-${card.colour}${single ? ' is-single' : ''}`} aria-label={card.name}>
      <header className="persona-head">
        <LabelEditor
          target={{ type: 'cluster', clusterId: card.clusterId }}
          own={{ name: cluster?.name ?? null, note: card.note, colour: cluster?.colour ?? null }}
          label={card.label}
          colour={card.colour}
          large
        />
        <p className="persona-portrait">{noteText(card.portrait)}</p>
      </header>
      <dl className="persona-figures">
        {card.figures.map((figure) => (
          <FigureBox key={figure.key} figure={figure} colour={card.colour} />
        ))}
      </dl>
      {card.trend === null ? null : <p className="muted dense">{noteText(trendNote(card.trend))}</p>}
      <div className="persona-body">
        <Part title={t('personas.part.action')} className="persona-action">
          <p>
            <Sentence about={t('personas.part.action')} sentence={card.action} />
          </p>
        </Part>
        <Part title={t('personas.part.together')}>
          <ul className="persona-list">
            {card.together.map((sentence) => (
              <li key={sentence.text.code}>
                <Sentence about={t('personas.part.together')} sentence={sentence} />
              </li>
            ))}
          </ul>
        </Part>
        <Part title={t('personas.part.buys')}>
          {card.topCategories.length === 0 ? (
            <p className="muted">{t('personas.part.noBuys')}</p>
          ) : (
            <ol className="persona-buys">
              {card.topCategories.slice(0, 5).map((category) => (
                <li key={category.name}>
                  <span className="name" title={category.name}>
                    {category.name}
                  </span>
                  {standsOut(category.lift) && (
                    <span className="muted tabular">
                      {t('personas.part.lift', { lift: decimal(category.lift, 1) })}
                    </span>
                  )}
                </li>
              ))}
            </ol>
          )}
        </Part>
        <Part title={t('personas.part.brief')} className="persona-brief">
          <dl>
            {(['headline', 'angle', 'offer', 'channel'] as const).map((part) => (
              <div key={part}>
                <dt>{t(`personas.part.${part}`)}</dt>
                <dd>
                  <Sentence about={t(`personas.part.${part}`)} sentence={card.brief[part]} />
                </dd>
              </div>
            ))}
          </dl>
        </Part>
        {single && card.traits.length > 0 ? (
          <Part title={t('personas.part.traits')}>
            <TraitBars traits={traitBars(card.traits, 6)} colour={card.colour} />
          </Part>
        ) : null}
      </div>
      <footer className="persona-foot">
        <MakerLine maker={maker} />
        <span className="row">
          <Button
            size="dense"
            variant="quiet"
            icon="customers"
            onPress={() => showCustomers({ clusters: [card.clusterId] })}
          >
            {t('personas.part.customers')}
          </Button>
          {onOpen === undefined ? null : (
            <Button
              size="dense"
              variant="quiet"
              icon="arrow-right"
              onPress={onOpen}
              aria-label={t('personas.view.open', { name: card.name })}
            >
              {t('personas.view.single')}
            </Button>
          )}
        </span>
      </footer>
    </article>
  )
}

function Part(props: { readonly title: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    <section className={props.className === undefined ? 'persona-part' : `persona-part ${props.className}`}>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  )
}

function Sentence({ sentence, about }: { readonly sentence: CardSentence; readonly about: string }) {
  return (
    <>
      {noteText(sentence.text)} <Why about={about} rule={noteText(sentence.why)} />
    </>
  )
}

function MakerLine({ maker }: { readonly maker: Maker | null }) {
  if (maker === null || (maker.name === null && maker.logo === null && maker.date === null)) return <span />
  return (
    <span className="persona-maker">
      {maker.logo === null ? null : <img src={maker.logo} alt={t('personas.maker.alt')} />}
      <span className="name">
        {[maker.name, maker.date === null ? null : dayInWords(maker.date)].filter((part) => part !== null).join(' · ')}
      </span>
    </span>
  )
}

function FigureBox({ figure, colour }: { readonly figure: CardFigure; readonly colour: number }) {
  const label = t(`personas.figure.${figure.key}`)
  const { everyone, cluster } = figure.histogram
  return (
    <div className="persona-figure">
      <dt>{label}</dt>
      <dd title={exactOf(figure, figure.value)}>{shown(figure, figure.value)}</dd>
      {everyone.length === 0 ? null : (
        <dd className="persona-histogram">
          <Histogram
            everyone={everyone}
            cluster={cluster}
            colour={colour}
            label={t('personas.figure.histogram', { figure: label })}
          />
        </dd>
      )}
      {figure.overall === null ? null : (
        <dd className="persona-overall">
          {figure.key === 'size'
            ? t('personas.figure.of', { value: shown(figure, figure.overall) })
            : t('personas.figure.overall', { value: shown(figure, figure.overall) })}
        </dd>
      )}
    </div>
  )
}

function shown({ key }: CardFigure, value: number): string {
  switch (key) {
    case 'size':
      return count(value)
    case 'share_of_revenue':
      return percent(value)
    case 'avg_spend':
    case 'median_spend':
    case 'clv':
      return money(value)
    case 'avg_frequency':
      return decimal(value, 1)
    case 'median_recency':
      return count(Math.round(value))
    case 'return_rate':
    case 'churn':
      return percent(value * 100)
  }
}

function exactOf({ key }: CardFigure, value: number): string {
  if (key === 'avg_spend' || key === 'median_spend' || key === 'clv') return moneyExact(value)
  return exact(key === 'return_rate' || key === 'churn' ? value * 100 : value)
}
