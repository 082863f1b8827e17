import { Button as AriaButton } from 'react-aria-components/Button'
import { useShallow } from 'zustand/react/shallow'
import { t } from '../i18n/index.ts'
import { Icon, IconButton, Popover, Tooltip } from '../ui/index.ts'
import type { IconName } from '../ui/index.ts'
import { navigation } from './navigation.ts'
import { navigate, useRoute } from './route.ts'
import type { Screen } from './route.ts'
import { useApp } from './store.ts'
import { useNarrow } from './use-narrow.ts'
import './rail.css'

/** The way between the screens; settings and the offline lock at its foot. */
export function Rail() {
  const { chosen, updateSettings } = useApp(
    useShallow((state) => ({ chosen: state.settings.railCollapsed, updateSettings: state.updateSettings })),
  )
  const isNarrow = useNarrow()
  const collapsed = chosen || isNarrow
  return (
    <nav className={collapsed ? 'rail rail-collapsed' : 'rail'} aria-label={t('app.screens')}>
      <div className="rail-head">
        <Mark />
        {!collapsed && <span className="rail-name">{t('app.name')}</span>}
      </div>
      <ul className="rail-list">
        {navigation.map((item) => (
          <li key={item.screen}>
            <RailLink screen={item.screen} icon={item.icon} label={t(item.title)} collapsed={collapsed} />
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <RailLink screen="settings" icon="settings" label={t('app.screen.settings')} collapsed={collapsed} />
        <OfflineLock collapsed={collapsed} />
        {!isNarrow && (
          <div className="rail-toggle">
            <IconButton
              icon="sidebar"
              label={collapsed ? t('app.rail.expand') : t('app.rail.collapse')}
              shortcut="["
              onPress={() => void updateSettings({ railCollapsed: !collapsed })}
            />
          </div>
        )}
      </div>
    </nav>
  )
}

function RailLink(props: {
  readonly screen: Screen
  readonly icon: IconName
  readonly label: string
  readonly collapsed: boolean
}) {
  const current = useRoute().screen === props.screen
  const link = (
    <AriaButton
      className="rail-link"
      onPress={() => navigate(props.screen)}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      {...(props.collapsed ? { 'aria-label': props.label } : {})}
    >
      <Icon name={props.icon} />
      {!props.collapsed && <span>{props.label}</span>}
    </AriaButton>
  )
  return props.collapsed ? <Tooltip text={props.label}>{link}</Tooltip> : link
}

function OfflineLock({ collapsed }: { readonly collapsed: boolean }) {
  const info = useApp((state) => state.info)
  return (
    <Popover
      label={t('app.lock')}
      trigger={
        <AriaButton className="rail-link rail-lock" aria-label={t('app.lock')}>
          <Icon name="lock" />
          {!collapsed && <span>{t('app.lock')}</span>}
        </AriaButton>
      }
    >
      <p>{t('app.lock.rule')}</p>
      {info !== null && (
        <dl className="why-numbers">
          <div>
            <dt>{t('app.lock.store')}</dt>
            <dd>{info.dataFolder}</dd>
          </div>
          <div>
            <dt>{t('app.lock.version')}</dt>
            <dd>{info.version}</dd>
          </div>
        </dl>
      )}
    </Popover>
  )
}

/** The app's mark: three groups of one whole. */
function Mark() {
  return (
    <svg className="rail-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path className="mark-a" d="M11 2.050A10 10 0 0 0 2.050 13H11z" />
      <path className="mark-b" d="M13 2.050V11h8.950A10 10 0 0 0 13 2.050z" />
      <path className="mark-c" d="M2.300 15a10 10 0 0 0 19.650-2H13v2z" />
    </svg>
  )
}
