import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Header } from 'react-aria-components/Header'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { useShallow } from 'zustand/react/shallow'
import type { Project } from '../../../contract/projects.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Chip, Icon } from '../../ui/index.ts'
import { useProjectsUi } from './store.ts'
import './projects.css'

/** The open project's name; pressing it shows the others and what can be done with this one. */
export function ProjectSwitcher() {
  const project = useApp(currentProject)
  const { projects, openProject } = useApp(
    useShallow((state) => ({ projects: state.projects, openProject: state.openProject })),
  )
  const open = useProjectsUi((state) => state.open)
  const name = project?.name ?? t('projects.none')
  return (
    <MenuTrigger>
      <AriaButton className="project-button" aria-label={t('projects.switcher', { name })}>
        <span className="project-name truncate">{name}</span>
        {project?.isSample === true && !namesSample(project) && <Chip>{t('projects.sample')}</Chip>}
        <Icon name="chevron-down" />
      </AriaButton>
      <Popover className="popover list-popover project-popover" offset={4}>
        <Menu className="list" aria-label={t('projects.list')}>
          {projects.length > 0 && (
            <MenuSection
              selectionMode="single"
              selectedKeys={project === null ? [] : [project.id]}
              onSelectionChange={(keys) => {
                const [id] = keys === 'all' ? [] : [...keys]
                if (id !== undefined) void openProject(String(id))
              }}
            >
              <Header className="list-header">{t('projects.list')}</Header>
              {projects.map((item) => (
                <MenuItem key={item.id} id={item.id} textValue={item.name} className="list-item">
                  <span className="list-check">
                    <Icon name="check" />
                  </span>
                  <span className="list-text">
                    <span className="name">{item.name}</span>
                    <span className="faint dense">{sizeOf(item)}</span>
                  </span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {projects.length > 0 && <Separator className="list-separator" />}
          <MenuItem className="list-item" onAction={() => open({ type: 'create' })}>
            <Icon name="plus" />
            {t('projects.new')}
          </MenuItem>
          {project !== null && (
            <MenuItem className="list-item" onAction={() => open({ type: 'rename', projectId: project.id })}>
              <Icon name="edit" />
              {t('projects.rename')}
            </MenuItem>
          )}
          {project !== null && (
            <MenuItem
              className="list-item list-item-danger"
              onAction={() => open({ type: 'delete', projectId: project.id })}
            >
              <Icon name="trash" />
              {t('projects.delete')}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** Its own name says already that it is the sample. */
function namesSample(project: Project): boolean {
  return project.name.toLowerCase().includes(t('projects.sample').toLowerCase())
}

function sizeOf(project: Project): string {
  return project.counts.layers === 0 ? t('projects.empty') : t('projects.rows', { rows: project.counts.rows })
}
