import { useApp, currentProject } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { AppSettings } from './AppSettings.tsx'
import { Exclusions } from './Exclusions.tsx'
import { MakerSettings } from './MakerSettings.tsx'
import { ProjectBasics } from './ProjectBasics.tsx'
import { SettingsFile } from './SettingsFile.tsx'
import { TierSettings } from './TierSettings.tsx'
import './settings.css'

/** What belongs to the project, and what belongs to the person. Everything is kept at once. */
export function SettingsScreen() {
  const project = useApp(currentProject)
  return (
    <div className="screen settings">
      <h1>{t('settings.title')}</h1>
      {project === null ? (
        <p className="muted">{t('settings.project.none')}</p>
      ) : (
        <>
          <ProjectBasics key={`basics ${project.id}`} project={project} />
          <TierSettings key={`tiers ${project.id}`} project={project} />
          <Exclusions key={`exclusions ${project.id}`} project={project} />
          <MakerSettings key={`maker ${project.id}`} project={project} />
          <SettingsFile key={`file ${project.id}`} project={project} />
        </>
      )}
      <AppSettings />
    </div>
  )
}
