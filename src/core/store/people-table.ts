import type { PersonChoice } from '../../contract/questions.ts'
import type { PeopleRules } from '../../engine/dataset/rules.ts'
import { statement, type Statement, type Store } from './store.ts'

/** Which shared e-mail addresses the person decided about: one customer, or several. */
export function readPeopleChoices(store: Store, projectId: string): Omit<PeopleRules, 'all'> {
  const rows = store.all<{ email: string; is_merged: number }>(
    'SELECT email, is_merged FROM person_choices WHERE project_id = ? ORDER BY email',
    projectId,
  )
  return {
    merged: rows.filter((row) => row.is_merged === 1).map(({ email }) => email),
    apart: rows.filter((row) => row.is_merged === 0).map(({ email }) => email),
  }
}

export function choosePeople(projectId: string, emails: readonly string[], choice: PersonChoice): Statement[] {
  return emails.map((email) =>
    choice === 'open'
      ? statement('DELETE FROM person_choices WHERE project_id = ? AND email = ?', projectId, email)
      : statement(
          `INSERT INTO person_choices (project_id, email, is_merged) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET is_merged = excluded.is_merged`,
          projectId,
          email,
          choice === 'merged' ? 1 : 0,
        ),
  )
}
