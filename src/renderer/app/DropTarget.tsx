import { useEffect, useState } from 'react'
import { t } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import { carriesFiles } from './take-drops.ts'

/** While files hover over the window, a frame says what will happen with them; `takeDrops` takes them. */
export function DropTarget() {
  const [files, setFiles] = useState(0)

  useEffect(() => {
    // The pointer enters and leaves every element on its way; only the sum tells whether it is still inside.
    let depth = 0
    const onEnter = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth++
      setFiles(Math.max(1, event.dataTransfer?.items.length ?? 1))
    }
    const onLeave = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setFiles(0)
    }
    const onDrop = () => {
      depth = 0
      setFiles(0)
    }
    window.addEventListener('dragenter', onEnter)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragenter', onEnter)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])

  if (files === 0) return null
  return (
    <div className="drop-frame" role="status">
      <div className="drop-words">
        <Icon name="import" size={32} />
        <h2>{t('app.drop.title', { files })}</h2>
        <p className="muted">{t('app.drop.text')}</p>
      </div>
    </div>
  )
}
