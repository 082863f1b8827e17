import { create } from 'zustand'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { PageSetup, PersonaCard } from '../../../contract/personas.ts'
import { client } from '../../app/client.ts'

interface PersonasState {
  readonly projectId: string | null
  /** null: not read yet. */
  readonly cards: readonly PersonaCard[] | null
  readonly error: ErrorBody | null
  readonly page: PageSetup
  load(projectId: string): Promise<void>
  setPage(page: PageSetup): void
}

/** The cards of the latest analysis and how they are to be printed. */
export const usePersonas = create<PersonasState>()((set, get) => ({
  projectId: null,
  cards: null,
  error: null,
  page: { size: 'A4', orientation: 'portrait', perPage: 1 },

  async load(projectId) {
    if (get().projectId !== projectId) set({ projectId, cards: null, error: null })
    const answer = await client.call('personas.cards', { projectId })
    if (get().projectId !== projectId) return
    if (answer.ok) set({ cards: answer.value, error: null })
    else set({ error: answer.error })
  },

  setPage(page) {
    set({ page })
  },
}))
