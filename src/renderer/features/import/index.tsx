import { useEffect } from 'react'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Skeleton } from '../../ui/index.ts'
import { DropZone } from './DropZone.tsx'
import { Layers } from './Layers.tsx'
import { LayerDrawer } from './LayerDrawer.tsx'
import { Preview } from './Preview.tsx'
import { Queue } from './Queue.tsx'
import { Results } from './Results.tsx'
import { Questions } from './Questions.tsx'
import { ChangePreview } from './ChangePreview.tsx'
import { useLayers } from './layers-store.ts'
import { activeFile, useImports } from './store.ts'
import './import.css'

/** What is in the project, and the way in for more. A file that is offered is looked at first. */
export function ImportScreen() {
  const projectId = useApp((state) => state.currentProjectId)
  const layersChanged = useApp((state) => state.projects)
  const file = useImports(activeFile)
  const loadLayers = useLayers((state) => state.loadLayers)
  useEffect(() => {
    void loadLayers()
  }, [loadLayers, projectId, layersChanged])

  if (file !== null) {
    return (
      <div className="screen import-screen">
        <Queue />
        {file.step === 'deciding' && file.change !== null ? (
          <ChangePreview key={file.key} file={file} change={file.change} />
        ) : (
          <Preview key={file.key} file={file} />
        )}
      </div>
    )
  }
  return (
    <div className="screen import-screen">
      <Overview />
      <LayerDrawer />
    </div>
  )
}

function Overview() {
  const layers = useLayers((state) => state.layers)
  const leaving = useLayers((state) => state.leaving)
  if (layers === null) return <Skeleton lines={5} />
  const shown = layers.filter((layer) => !leaving.includes(layer.id))
  const active = shown.filter((layer) => layer.active)
  if (shown.length === 0) {
    return (
      <>
        <header className="stack-tight">
          <h1>{t('import.title.empty')}</h1>
          <p className="muted">{t('import.subtitle.empty')}</p>
        </header>
        <DropZone large />
      </>
    )
  }
  return (
    <>
      <header className="stack-tight">
        <h1>
          {active.length === 0
            ? t('import.title.layersOff')
            : t('import.title.layers', {
                layers: active.length,
                rows: active.reduce((sum, layer) => sum + layer.counts.accepted, 0),
              })}
        </h1>
        <p className="muted">{t('import.subtitle.layers')}</p>
      </header>
      <Results layers={shown} />
      <Questions />
      <Layers layers={shown} />
      <DropZone />
    </>
  )
}
