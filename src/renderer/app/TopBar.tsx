import { useMemo } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useShallow } from 'zustand/react/shallow'
import { ProjectSwitcher } from '../features/projects/ProjectSwitcher.tsx'
import { t } from '../i18n/index.ts'
import { Button, Chip, Icon, Popover } from '../ui/index.ts'
import { dayInWords } from '../ui/format.ts'
import { filterChips } from './filter-chips.ts'
import { commandKeyName } from './keyboard.ts'
import { navigate } from './route.ts'
import { useApp } from './store.ts'
import { useFrame } from './frame-store.ts'
import './topbar.css'

/** Project, date, filters, search: what holds for every screen. */
export function TopBar() {
  const openPalette = useFrame((state) => state.openPalette)
  return (
    <header className="topbar">
      <ProjectSwitcher />
      <AsOf />
      <ActiveFilters />
      <AriaButton className="topbar-search" onPress={openPalette}>
        <Icon name="search" />
        <span>{t('app.search')}</span>
        <kbd>{commandKeyName} K</kbd>
      </AriaButton>
    </header>
  )
}

function AsOf() {
  const overview = useApp((state) => state.analysis?.overview ?? null)
  if (overview === null) return null
  return (
    <Popover
      label={t('app.asOf.about')}
      trigger={
        <Button variant="quiet" icon="calendar" size="dense">
          {t('app.asOf', { date: overview.asOf })}
        </Button>
      }
    >
      <p>{t('app.asOf.rule')}</p>
      <dl className="why-numbers tabular">
        <div>
          <dt>{t('app.asOf.first')}</dt>
          <dd>{dayInWords(overview.firstDate)}</dd>
        </div>
        <div>
          <dt>{t('app.asOf.last')}</dt>
          <dd>{dayInWords(overview.asOf)}</dd>
        </div>
      </dl>
      <div className="row topbar-asof-action">
        <Button size="dense" onPress={() => navigate('settings')} slot="close">
          {t('app.asOf.change')}
        </Button>
      </div>
    </Popover>
  )
}

function ActiveFilters() {
  const { filter, analysis, patchFilter, clearFilter } = useApp(
    useShallow((state) => ({
      filter: state.filter,
      analysis: state.analysis,
      patchFilter: state.patchFilter,
      clearFilter: state.clearFilter,
    })),
  )
  const chips = useMemo(() => filterChips(filter, analysis), [filter, analysis])
  if (chips.length === 0) return <div className="topbar-filters" />
  return (
    <div className="topbar-filters" role="group" aria-label={t('app.filters')}>
      {chips.map((chip) => (
        <Chip
          key={chip.key}
          tone="accent"
          onRemove={() => patchFilter(chip.without)}
          {...(chip.colour === undefined ? {} : { colour: chip.colour })}
        >
          {chip.text}
        </Chip>
      ))}
      <Button variant="quiet" size="dense" onPress={clearFilter}>
        {t('app.filters.clear')}
      </Button>
    </div>
  )
}
