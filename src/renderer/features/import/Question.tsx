import type { ReactNode } from 'react'
import type { Project, ProjectPatch } from '../../../contract/projects.ts'
import { useApp } from '../../app/store.ts'
import './change.css'

/** Something only the person can say: what it is about, and its answers. */
export function Question(props: {
  readonly title: string
  readonly lines: readonly string[]
  readonly children: ReactNode
}) {
  const { title, lines, children } = props
  return (
    <article className="question" aria-label={title}>
      <div className="question-words">
        <h3>{title}</h3>
        {lines.map((line) => (
          <p key={line} className="muted">
            {line}
          </p>
        ))}
      </div>
      <div className="question-actions">{children}</div>
    </article>
  )
}

type Change = ProjectPatch | ((project: Project) => ProjectPatch)

/** Changes the project, says what was done, and offers the way back; what was changed beside it stays. */
export async function change(projectId: string, patch: Change, back: Change, said: string): Promise<void> {
  const app = useApp.getState()
  if (!(await app.updateProject(projectId, patch))) return
  app.toast(said, { undo: () => void app.updateProject(projectId, back) })
}
