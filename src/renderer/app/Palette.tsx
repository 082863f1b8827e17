import { useMemo } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { useShallow } from 'zustand/react/shallow'
import { chooseFiles } from '../features/import/choose-files.ts'
import { useProjectsUi } from '../features/projects/store.ts'
import { t } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import { commandKeyName } from './keyboard.ts'
import { clusterName, segmentName } from './labels.ts'
import { navigation } from './navigation.ts'
import { navigate } from './route.ts'
import type { Command } from './slices/commands.ts'
import type { AppState } from './state.ts'
import { useApp } from './store.ts'
import { useFrame } from './frame-store.ts'
import './palette.css'

/** Everything there is to go to or to do, found by typing. Ctrl/Cmd-K. */
export function Palette() {
  const { isOpen, close } = useFrame(useShallow((state) => ({ isOpen: state.palette, close: state.close })))
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) close()
      }}
    >
      <Modal className="dialog dialog-wide">
        <AriaDialog className="palette" aria-label={t('app.palette')}>
          <PaletteList onDone={close} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteList({ onDone }: { readonly onDone: () => void }) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const parts = useApp(
    useShallow((state) => ({
      projects: state.projects,
      currentProjectId: state.currentProjectId,
      analysis: state.analysis,
      offered: state.commands,
      filter: state.filter,
    })),
  )
  const groups = useMemo(() => groupsOf(parts), [parts])
  /** Every typed word has to be somewhere in the title, in any order. */
  const matches = (text: string, typed: string) =>
    typed
      .split(/\s+/)
      .filter((word) => word !== '')
      .every((word) => contains(text, word))
  return (
    <Autocomplete filter={matches}>
      <SearchField className="palette-search" aria-label={t('app.palette')} autoFocus>
        <Icon name="search" />
        <Input className="palette-input" placeholder={t('app.palette.placeholder')} />
      </SearchField>
      <Menu
        className="list palette-list"
        aria-label={t('app.palette')}
        renderEmptyState={() => <p className="palette-none muted">{t('app.palette.none')}</p>}
      >
        {groups.map(([title, commands]) => (
          <MenuSection key={title}>
            <Header className="list-header">{title}</Header>
            {commands.map((command) => (
              <MenuItem
                key={command.id}
                id={command.id}
                textValue={`${command.title} ${title}`}
                className="list-item"
                onAction={() => {
                  onDone()
                  command.run()
                }}
              >
                <Icon name={command.icon ?? 'arrow-right'} />
                <span className="truncate">{command.title}</span>
                {command.shortcut !== undefined && <kbd className="list-shortcut">{command.shortcut}</kbd>}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  )
}

type Parts = Pick<AppState, 'projects' | 'currentProjectId' | 'analysis' | 'filter'> & {
  readonly offered: AppState['commands']
}

function groupsOf(parts: Parts): readonly (readonly [string, readonly Command[]])[] {
  const groups = new Map<string, Command[]>()
  for (const command of [...Object.values(parts.offered).flat(), ...frameCommands(parts)]) {
    const list = groups.get(command.group) ?? []
    list.push(command)
    groups.set(command.group, list)
  }
  return [...groups]
}

function frameCommands({ projects, currentProjectId, analysis, filter }: Parts): readonly Command[] {
  const app = useApp.getState()
  const open = useProjectsUi.getState().open
  const actions = t('app.palette.actions')
  const commands: Command[] = navigation.map((item) => ({
    id: `screen ${item.screen}`,
    title: t(item.title),
    group: t('app.palette.screens'),
    icon: item.icon,
    shortcut: `G ${item.key.toUpperCase()}`,
    run: () => navigate(item.screen),
  }))
  commands.push({
    id: 'screen settings',
    title: t('app.screen.settings'),
    group: t('app.palette.screens'),
    icon: 'settings',
    shortcut: 'G ,',
    run: () => navigate('settings'),
  })
  const act = (id: string, title: string, icon: NonNullable<Command['icon']>, run: () => void, shortcut?: string) =>
    commands.push({ id, title, group: actions, icon, run, ...(shortcut === undefined ? {} : { shortcut }) })

  act('files', t('app.action.chooseFiles'), 'file', chooseFiles, `${commandKeyName} O`)
  if (analysis !== null) act('analyse', t('app.action.analyse'), 'refresh', () => void app.runAnalysis())
  if (Object.keys(filter).length > 0) act('clear', t('app.action.clearFilter'), 'filter', app.clearFilter)
  act('new', t('app.action.newProject'), 'plus', () => open({ type: 'create' }))
  if (currentProjectId !== null) {
    act('rename', t('app.action.renameProject'), 'edit', () => open({ type: 'rename', projectId: currentProjectId }))
    act('delete', t('app.action.deleteProject'), 'trash', () => open({ type: 'delete', projectId: currentProjectId }))
  }
  act('light', t('app.action.themeLight'), 'sun', () => void app.updateSettings({ theme: 'light' }))
  act('dark', t('app.action.themeDark'), 'moon', () => void app.updateSettings({ theme: 'dark' }))
  act('system', t('app.action.themeSystem'), 'settings', () => void app.updateSettings({ theme: 'system' }))
  act('keys', t('app.action.keys'), 'keyboard', () => useFrame.getState().openKeys(), '?')

  for (const cluster of analysis?.clusters ?? []) {
    commands.push({
      id: `cluster ${cluster.clusterId}`,
      title: t('app.palette.customersOf', { name: clusterName(cluster) }),
      group: t('app.palette.clusters'),
      icon: 'segments',
      run() {
        app.setFilter({ clusters: [cluster.clusterId] })
        navigate('customers')
      },
    })
  }
  for (const segment of analysis?.segments ?? []) {
    commands.push({
      id: `segment ${segment.segmentLabel}`,
      title: t('app.palette.customersOf', { name: segmentName(segment) }),
      group: t('app.palette.segments'),
      icon: 'customers',
      run() {
        app.setFilter({ segments: [segment.segmentLabel] })
        navigate('customers')
      },
    })
  }
  for (const project of projects) {
    if (project.id === currentProjectId) continue
    commands.push({
      id: `project ${project.id}`,
      title: project.name,
      group: t('app.palette.projects'),
      icon: 'folder',
      run: () => void app.openProject(project.id),
    })
  }
  return commands
}
